using System.Collections.Immutable;
using Curation.Core.Runs;
using Curation.Core.Runtime;
using Curation.Core.Shards;
using Curation.Core.Statistics;
using Curation.Core.Storage;

namespace Curation.Core.Reports;

/// <summary>Makes the report of a run from its manifests, a few rows of its files and the column <c>host</c> of its shards.</summary>
/// <param name="context">The run.</param>
/// <param name="steps">Its steps.</param>
/// <param name="runner">Plans the tasks of a step.</param>
/// <param name="tokens">The run's token counter.</param>
public sealed class ReportBuilder(RunContext context, ImmutableArray<Step> steps, StepRunner runner, ITokenCounter tokens)
{
    /// <summary>The report of what is committed.</summary>
    public async Task<RunReport> BuildAsync(CancellationToken cancellationToken)
    {
        var committed = await CommittedTasks.FindAsync(context, steps, runner, cancellationToken).ConfigureAwait(false);
        var funnel = new FunnelBuilder(context.Run, context.Services.Catalog.Reasons);
        var samples = new SampleFetcher(context.Storage, context.Run.File.Seed);
        var (corpus, counters) = (new TaskStatistics(), new TaskStatistics());
        var (shards, dropped) = (new List<ShardFile>(), new List<ShardFile>());
        await foreach (var (step, task, manifest) in committed.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            funnel.Add(step, task, manifest.Statistics);
            samples.Offer(manifest, step == committed.Last);
            counters = counters.Plus(new() { Counters = manifest.Statistics.Counters });
            if (step == committed.Last) corpus = corpus.Plus(manifest.Statistics with { Stages = [] });
            if (step.Kind != StepKind.Publish) continue;
            shards.AddRange(manifest.Parts.Select(p => p.Kept).OfType<ShardFile>());
            dropped.AddRange(manifest.Parts.Select(p => p.Dropped).OfType<ShardFile>());
        }
        var signals = funnel.Signals();
        return new()
        {
            Run = Facts(committed.Complete),
            Corpus = new(corpus.Documents, corpus.Characters, corpus.Tokens),
            Inputs = funnel.Inputs(),
            Funnel = funnel.Rows(),
            Pages = funnel.Pages(),
            Signals = signals,
            Lengths = Distribution.Of(corpus.Lengths),
            Duplicates = corpus.Duplicates.Count == 0 ? null : Distribution.Of(corpus.Duplicates),
            Languages = Shares(corpus.Languages, corpus.LanguageTokens),
            Sources = Shares(corpus.Sources),
            Months = [.. corpus.Months.Select(m => new Share(m.Key, m.Value))],
            Hosts = HostCounter.Count(Hosts(shards)),
            Counters = counters.Counters,
            Shards = Files(shards),
            DroppedFiles = Files(dropped),
            Rephrasing = RephrasingReport.Of(signals) is { } rephrasing ? rephrasing with { Samples = new RephrasingFetcher(context.Storage, context.Run.File.Seed).Fetch(shards) } : null,
            Samples = samples.Fetch(),
        };
    }

    RunFacts Facts(bool complete) => new(
        context.Run.File.Name, context.Run.RunId, context.Run.ConfigHash, context.Run.File.Seed, complete, ShardSchema.Version,
        [.. context.Origin.StageVersions.Split(' ', StringSplitOptions.RemoveEmptyEntries)], context.Origin.IcuVersion, tokens.Name, tokens.IsExact)
    {
        DroppedText = context.Run.File.Output.DroppedText,
    };

    IEnumerable<string?> Hosts(IEnumerable<ShardFile> shards)
    {
        foreach (var shard in shards)
        {
            using var reader = ShardReader.Open(context.Storage.OpenRead(shard.Path), shard.Path);
            foreach (var host in reader.Texts("host")) yield return host;
        }
    }

    static ImmutableArray<Share> Shares(ImmutableSortedDictionary<string, long> documents, ImmutableSortedDictionary<string, long>? tokens = null) =>
    [
        .. documents.OrderByDescending(d => d.Value).ThenBy(d => d.Key, StringComparer.Ordinal)
            .Select(d => new Share(d.Key, d.Value, tokens?.GetValueOrDefault(d.Key))),
    ];

    static ImmutableArray<FileReport> Files(IEnumerable<ShardFile> files) =>
        [.. files.Select(f => new FileReport(Path.GetFileName(f.Path), f.Rows, f.Bytes, f.Characters, f.Tokens, f.Digest))];
}
