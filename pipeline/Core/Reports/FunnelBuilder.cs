using System.Collections.Immutable;
using Curation.Core.Documents;
using Curation.Core.Runs;
using Curation.Core.Statistics;

namespace Curation.Core.Reports;

/// <summary>Sums statistics of tasks up to rows of the funnel: one a stage of the run, over all inputs that pass it.</summary>
sealed class FunnelBuilder(ResolvedRun run, IReadOnlyDictionary<string, Reason> reasons)
{
    readonly Dictionary<ResolvedStage, Entry> _entries = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<int, ReaderStatistics> _readers = [];

    /// <summary>Adds a committed task.</summary>
    public void Add(Step step, PlannedTask task, TaskStatistics statistics)
    {
        if (!step.LeavesDocuments || task.Lane < 0) return;
        var lane = step.Lanes[task.Lane];
        if (lane.From < 0) _readers[lane.Input] = (_readers.GetValueOrDefault(lane.Input) ?? new()).Plus(statistics.Reader);
        var stages = step.Kind == StepKind.Segment ? lane.Stages : [step.Stage!];
        for (var i = 0; i < stages.Length; i++)
        {
            if (!_entries.TryGetValue(stages[i], out var entry)) _entries[stages[i]] = entry = new(step.Name);
            entry.Inputs.Add(lane.Input);
            entry.Statistics = entry.Statistics?.Plus(statistics.Stages[i]) ?? statistics.Stages[i];
        }
    }

    /// <summary>Rows in the order of the run.</summary>
    public ImmutableArray<FunnelRow> Rows() => [.. Entries().Select(e => new FunnelRow
    {
        Step = e.Entry.Step,
        Stage = e.Stage.Name,
        Inputs = [.. e.Entry.Inputs.Select(i => run.Inputs[i].Config.Name)],
        In = e.Entry.Statistics!.In,
        Born = e.Entry.Statistics.Born,
        Kept = e.Entry.Statistics.Kept,
        CharactersIn = e.Entry.Statistics.CharactersIn,
        CharactersOut = e.Entry.Statistics.CharactersOut,
        TokensIn = e.Entry.Statistics.TokensIn,
        TokensOut = e.Entry.Statistics.TokensOut,
        Reasons = Reasons([e.Entry.Statistics.Dropped, e.Entry.Statistics.Failed], e.Entry.Statistics.Thresholds),
    })];

    /// <summary>Signals of the stages, in order.</summary>
    public ImmutableArray<SignalReport> Signals() => [.. Entries().SelectMany(e => e.Stage.Signals
        .Where(s => e.Entry.Statistics!.Signals.ContainsKey(s.Name))
        .Select(s => new SignalReport
        {
            Signal = s.Name,
            Stage = e.Stage.Name,
            Step = e.Entry.Step,
            Meaning = s.Meaning,
            Kind = s.Kind,
            Thresholds = [.. e.Entry.Statistics!.Thresholds.Values.Where(t => t.Signal == s.Name).SelectMany(t => t.Thresholds).Distinct().Order()],
            Kept = Distribution.Of(e.Entry.Statistics.Signals[s.Name].Kept),
            Dropped = Distribution.Of(e.Entry.Statistics.Signals[s.Name].Dropped),
        }))];

    /// <summary>Pages of the stages that routed or recognised some, in order.</summary>
    public ImmutableArray<PagesReport> Pages() => [.. Entries().Where(e => e.Entry.Statistics!.Pages is not null).Select(e => new PagesReport
    {
        Stage = e.Stage.Name,
        Step = e.Entry.Step,
        Routes = e.Entry.Statistics!.Pages!.Routes,
        Engines = e.Entry.Statistics.Pages.Engines.ToImmutableSortedDictionary(
            p => p.Key, p => new EngineReport(p.Value.Pages, p.Value.Milliseconds / 1000.0, Distribution.Of(p.Value.Confidence)), StringComparer.Ordinal),
    })];

    /// <summary>What the readers met, by input.</summary>
    public ImmutableArray<InputReport> Inputs() => [.. run.Inputs.Select((input, i) => (input, Reader: _readers.GetValueOrDefault(i) ?? new())).Select(x => new InputReport
    {
        Name = x.input.Config.Name,
        Source = x.input.Config.Source,
        Reader = x.input.Config.Reader,
        Files = x.input.Files.Length,
        Bytes = x.input.Files.Sum(f => f.Size),
        Records = x.Reader.Records,
        Documents = x.Reader.Documents,
        Merged = x.Reader.Merged,
        Reasons = Reasons([x.Reader.Skipped, x.Reader.Failed], StageStatistics.NoThresholds),
        Truncated = x.Reader.Truncated,
    })];

    IEnumerable<(ResolvedStage Stage, Entry Entry)> Entries() =>
        run.AllStages.Where(_entries.ContainsKey).Select(s => (s, _entries[s]));

    ImmutableArray<ReasonRow> Reasons(IEnumerable<ImmutableSortedDictionary<string, long>> counts, ImmutableSortedDictionary<string, ReasonThresholds> thresholds) =>
    [
        .. counts.SelectMany(c => c).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new ReasonRow(c.Key, reasons.GetValueOrDefault(c.Key)?.Meaning ?? "", c.Value)
            {
                Signal = thresholds.GetValueOrDefault(c.Key)?.Signal,
                Thresholds = [.. thresholds.GetValueOrDefault(c.Key)?.Thresholds ?? []],
            }),
    ];

    sealed class Entry(string step)
    {
        public string Step => step;
        public SortedSet<int> Inputs { get; } = [];
        public StageStatistics? Statistics { get; set; }
    }
}
