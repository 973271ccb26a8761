using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Runtime;

namespace Curation.Core.Reports.Tuning;

/// <summary>
/// Judges other thresholds of one stage from stored signals alone. What a stage of documents keeps and drops comes out exactly; stages
/// behind it have not seen the documents that it would newly keep, so that the corpus is known between two bounds.
/// </summary>
/// <param name="context">The run; it must be finished.</param>
/// <param name="steps">Its steps.</param>
/// <param name="runner">Plans the tasks of a step.</param>
/// <param name="workers">Files read at a time.</param>
public sealed class ThresholdTuner(RunContext context, ImmutableArray<Step> steps, StepRunner runner, int workers)
{
    /// <summary>The stage that an option such as <c>gopher-quality.minWords</c> belongs to, and the option's name.</summary>
    /// <exception cref="ConfigException">The run has no such stage, or several, or it has no rule with such an option.</exception>
    public (ResolvedStage Stage, string Option) Find(string name)
    {
        var dot = name.LastIndexOf('.');
        var (stage, option) = dot < 0 ? ("", name) : (name[..dot], name[(dot + 1)..]);
        var stages = context.Run.AllStages.Where(s => s.Name == stage).ToList();
        if (stages.Count == 0) throw new ConfigException($"{name}: the run has no stage '{stage}'; {Names.DidYouMean(stage, context.Run.AllStages.Where(s => s.Entry.Description.Rules.Count > 0).Select(s => s.Name))}");
        if (stages.Count > 1) throw new ConfigException($"{name}: the run has {stages.Count} stages '{stage}', whose drops cannot be told apart");
        var options = stages[0].Entry.Description.Rules.Select(r => r.Option).Distinct(StringComparer.Ordinal).ToList();
        return options.Contains(option) ? (stages[0], option)
            : throw new ConfigException($"{name}: no rule of '{stage}' decides by a signal and the option '{option}'; {(options.Count == 0 ? "it has none that stored signals can judge" : Names.DidYouMean(option, options))}");
    }

    /// <summary>What the thresholds in <paramref name="changes"/> would do.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="changes">Thresholds by option.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<TuningResult> TryAsync(ResolvedStage stage, IReadOnlyDictionary<string, double> changes, CancellationToken cancellationToken)
    {
        var (files, missed) = await FilesAsync(stage, cancellationToken).ConfigureAwait(false);
        var rules = TuningRule.Of(stage, missed, changes);
        var later = Later(stage);
        var total = Scan(files, rules, signals => new TuningCount(stage.Name, later, rules, signals), (c, b) => c.Add(b), (a, b) => a.Add(b), cancellationToken);
        return new()
        {
            Stage = stage.Name,
            Options = changes.Keys.ToImmutableSortedDictionary(o => o, o => (rules.First(r => r.Option == o).Before, rules.First(r => r.Option == o).After), StringComparer.Ordinal),
            In = total.In,
            KeptBefore = total.KeptBefore,
            KeptAfter = total.KeptAfter,
            CorpusBefore = total.Corpus,
            NewlyKept = total.NewlyKept,
            NewlyDropped = total.NewlyDropped,
            LeaveCorpus = total.LeaveCorpus,
            Reasons = total.Reasons,
            Margin = total.Margin,
        };
    }

    /// <summary>The threshold of an option with which the stage keeps a share of what reaches it: the nearest share that is at least that, if any is.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="option">The option.</param>
    /// <param name="share">0 to 1.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<double> ThresholdAsync(ResolvedStage stage, string option, double share, CancellationToken cancellationToken)
    {
        var (files, missed) = await FilesAsync(stage, cancellationToken).ConfigureAwait(false);
        var rules = TuningRule.Of(stage, missed, new Dictionary<string, double>());
        var later = Later(stage);
        var own = rules.Where(r => r.Option == option).ToImmutableArray();
        if (own.Select(r => r.Bound).Distinct().Count() != 1) throw new ConfigException($"{stage.Name}.{option}: several rules decide by it in different ways; try a value with --set");
        // The first pass finds the bin of two digits in which the threshold lies, the second the value in it.
        var coarse = Scan(files, rules, s => new KeepCurve(stage.Name, later, rules, option, s, null), (c, b) => c.Add(b), (a, b) => a.Add(b), cancellationToken);
        var bin = coarse.Bin(share);
        var fine = Scan(files, rules, s => new KeepCurve(stage.Name, later, rules, option, s, bin), (c, b) => c.Add(b), (a, b) => a.Add(b), cancellationToken);
        return fine.Threshold(share);
    }

    T Scan<T>(ImmutableArray<string> files, ImmutableArray<TuningRule> rules, Func<ImmutableArray<string>, T> make, Action<T, SignalBatch> take, Action<T, T> merge, CancellationToken cancellationToken)
        where T : class
    {
        ImmutableArray<string> signals = [.. rules.Select(r => r.Signal).Concat(rules.Select(r => r.PassesBy).OfType<string>()).Distinct(StringComparer.Ordinal)];
        return new SignalScan(context.Storage, signals).ReadAll(files, workers, () => make(signals), take, merge, cancellationToken);
    }

    /// <summary>Names of the stages behind one: what they dropped had passed it.</summary>
    HashSet<string> Later(ResolvedStage stage)
    {
        var all = context.Run.AllStages.ToList();
        return [.. all.Skip(all.FindIndex(s => ReferenceEquals(s, stage)) + 1).Select(s => s.Name)];
    }

    async Task<(ImmutableArray<string> Files, Dictionary<string, ImmutableArray<double>> Missed)> FilesAsync(ResolvedStage stage, CancellationToken cancellationToken)
    {
        var committed = await CommittedTasks.FindAsync(context, steps, runner, cancellationToken).ConfigureAwait(false);
        if (!committed.Complete) throw new ConfigException("the run is not finished: 'curate run' continues it, then its signals can be judged");
        var files = ImmutableArray.CreateBuilder<string>();
        var funnel = new FunnelBuilder(context.Run, context.Services.Catalog.Reasons);
        await foreach (var (step, task, manifest) in committed.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            funnel.Add(step, task, manifest.Statistics);
            if (step == committed.Last) files.AddRange(manifest.Parts.SelectMany(p => p.Files()));
        }
        var row = funnel.Rows().FirstOrDefault(r => r.Stage == stage.Name);
        return (files.ToImmutable(), row?.Reasons.ToDictionary(r => r.Reason, r => r.Thresholds, StringComparer.Ordinal) ?? []);
    }
}
