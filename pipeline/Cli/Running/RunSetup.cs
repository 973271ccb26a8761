using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Results;
using Curation.Core.Runs;
using Curation.Core.Runtime;
using Curation.Core.Shards;
using Curation.Core.Statistics;
using Curation.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Curation.Cli.Running;

/// <summary>A run file made ready: resolved, planned, with what its tasks share.</summary>
sealed record RunSetup(RunContext Context, ImmutableArray<Step> Steps, StepRunner Runner, ITokenCounter Tokens) : IAsyncDisposable
{
    /// <summary>Stops the batch workers, then closes the store of their results.</summary>
    public async ValueTask DisposeAsync()
    {
        await Runner.DisposeAsync().ConfigureAwait(false);
        if (Context.Services.Results is IAsyncDisposable results) await results.DisposeAsync().ConfigureAwait(false);
    }

    public static async Task<RunSetup> LoadAsync(string path, string? scratch, CancellationToken cancellationToken, ILoggerFactory? logging = null, string? inputs = null)
    {
        var file = RunFileReader.Load(path);
        var storage = new StorageRouter(file.Storage, logging);
        var frozen = inputs is null ? null : await FrozenInputs.LoadAsync(inputs, storage, cancellationToken).ConfigureAwait(false);
        var run = await new RunResolver(Catalog.Default, storage).ResolveAsync(file, frozen, cancellationToken).ConfigureAwait(false);
        var output = file.Output.Directory;
        var local = !output.Contains("://", StringComparison.Ordinal);
        scratch ??= local ? Path.Combine(output, ".scratch") : Path.Combine(Path.GetTempPath(), "curate");
        var services = new StageServices
        {
            Seed = file.Seed,
            Catalog = Catalog.Default,
            Storage = storage,
            Scratch = scratch,
            Logging = logging ?? NullLoggerFactory.Instance,
            Results = new ResultStore(storage, $"{output.TrimEnd('/')}/results", scratch),
        };
        var steps = StepPlanner.Plan(run, services);
        var versions = string.Join(' ', run.AllStages.Select(s => $"{s.Name}@{s.Entry.Description.Version}").Distinct(StringComparer.Ordinal));
        var context = new RunContext(run, storage, services, new ManifestStore(storage, output),
            new ShardSchema([.. run.AllStages.SelectMany(s => s.Signals).DistinctBy(s => s.Name)], run.AllStages.Any(s => s.Entry.Description.MakesQuestions)),
            new ShardOrigin(run.RunId, run.ConfigHash, versions, Icu.Version),
            scratch);
        var tokens = TokenCounters.Create(file.Output.Tokens);
        return new(context, steps, new StepRunner(context, steps, tokens), tokens);
    }
}
