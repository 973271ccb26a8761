using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;

namespace Curation.Stages.Filters.TopFraction;

/// <summary>
/// Keeps the best documents by a signal, exactly: ⌈fraction · n⌉ of n, ties broken by id, so that the same documents stay however the
/// corpus is cut into shards. Three phases: keys of each shard, the last key kept of each group, verdicts.
/// </summary>
public sealed class TopFractionStage : ICorpusStage, IComponent<TopFractionStage, TopFractionOptions>
{
    static readonly Reason s_belowCut = new("top-fraction.below-cut", "The document is not among the best by the signal.");
    static readonly Reason s_noSignal = new("top-fraction.no-signal", "The document does not have the signal that documents are ranked by.");
    static readonly string[] s_columns = ["signals", "language"];

    readonly TopFractionOptions _options;
    readonly bool _highest;

    TopFractionStage(TopFractionOptions options) => (_options, _highest) = (options, options.Best == TopFractionOrder.Highest);

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("top-fraction", 1, "Keeps the best share of all documents by a signal, exactly.")
    {
        Reasons = [s_belowCut, s_noSignal],
    };

    /// <inheritdoc/>
    public static TopFractionStage Create(TopFractionOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public IReadOnlyList<CorpusPhase> Plan(CorpusInput input) => [new("keys", Math.Max(1, input.Shards.Length)), new("cut", 1), new("decide", input.Shards.Length)];

    /// <inheritdoc/>
    public void RunTask(ICorpusTask task, CancellationToken cancellationToken)
    {
        if (task.Phase == 0) WriteKeys(task, cancellationToken);
        else if (task.Phase == 1) WriteCuts(task);
        else Decide(task, cancellationToken);
    }

    void WriteKeys(ICorpusTask task, CancellationToken cancellationToken)
    {
        var groups = new SortedDictionary<string, List<RankKey>>(StringComparer.Ordinal);
        long unscored = 0;
        foreach (var document in task.Task < task.Input.Shards.Length ? task.ReadShard(task.Task, s_columns) : [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Key(document) is not { } key)
            {
                unscored++;
                continue;
            }
            if (!groups.TryGetValue(Group(document), out var keys)) groups[Group(document)] = keys = [];
            keys.Add(key);
        }
        using var stream = task.CreateArtifact(RankRun.Name);
        RankRun.Write(stream, groups, unscored);
    }

    void WriteCuts(ICorpusTask task)
    {
        var groups = new SortedDictionary<string, List<RankRange>>(StringComparer.Ordinal);
        long unscored = 0;
        foreach (var artifact in task.Artifacts(0))
        {
            var head = RankRun.ReadHead(artifact);
            unscored += head.Unscored;
            foreach (var (group, range) in head.Groups)
            {
                if (!groups.TryGetValue(group, out var ranges)) groups[group] = ranges = [];
                ranges.Add(range);
            }
        }
        if (groups.Count == 0 && unscored > 0 && !_options.KeepUnscored)
            throw new ConfigException($"top-fraction: none of {unscored} documents has the signal '{_options.Signal}'; put the stage that records it before this one, or correct the option signal");
        using var writer = new BinaryWriter(task.CreateArtifact("cuts"), Encoding.UTF8);
        Span<byte> bytes = stackalloc byte[RankKey.Size];
        writer.Write(groups.Count);
        foreach (var (group, ranges) in groups)
        {
            var count = ranges.Sum(r => r.Count);
            var kept = (long)Math.Ceiling((decimal)_options.Fraction * count);
            writer.Write(group);
            RankSelect.Find(ranges, kept - 1).Write(bytes);
            writer.Write(bytes);
        }
    }

    void Decide(ICorpusTask task, CancellationToken cancellationToken)
    {
        var cuts = ReadCuts(task.Artifacts(1).Single());
        foreach (var document in task.ReadShard(task.Task))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Key(document) is not { } key) task.Decide(_options.KeepUnscored ? Verdict.Keep(document) : Verdict.Drop(document, s_noSignal, detail: _options.Signal));
            else if (cuts[Group(document)] is var cut && key <= cut) task.Decide(Verdict.Keep(document));
            else task.Decide(Verdict.Drop(document, s_belowCut, _options.Signal, cut.ScoreOf(_highest)));
        }
    }

    static Dictionary<string, RankKey> ReadCuts(CorpusArtifact artifact)
    {
        using var reader = new BinaryReader(artifact.OpenAll(), Encoding.UTF8);
        var cuts = new Dictionary<string, RankKey>(StringComparer.Ordinal);
        for (var count = reader.ReadInt32(); count > 0; count--) cuts[reader.ReadString()] = RankKey.Read(reader.ReadBytes(RankKey.Size));
        return cuts;
    }

    RankKey? Key(Document document) => document.Signals[_options.Signal] is { } score && !double.IsNaN(score) ? RankKey.Of(score, document.Id, _highest) : null;

    string Group(Document document) => _options.Group switch
    {
        TopFractionGroup.Language => document.Language ?? "",
        TopFractionGroup.Source => document.Source,
        _ => "",
    };
}
