using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Runs;
using Curation.Core.Runtime;
using Curation.Core.Shards;
using Curation.Core.Statistics;
using Curation.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Curation.Cli.Running;

/// <summary>A run file made ready: resolved, planned, with what its tasks share.</summary>
sealed record RunSetup(RunContext Context, ImmutableArray<Step> Steps, StepRunner Runner)
{
    public static async Task<RunSetup> LoadAsync(string path, string? scratch, CancellationToken cancellationToken, ILoggerFactory? logging = null)
    {
        var file = RunFileReader.Load(path);
        var storage = new StorageRouter(file.Storage, logging);
        var run = await new RunResolver(Catalog.Default, storage).ResolveAsync(file, cancellationToken).ConfigureAwait(false);
        var services = new StageServices { Seed = file.Seed, Catalog = Catalog.Default, Logging = logging ?? NullLoggerFactory.Instance };
        var steps = StepPlanner.Plan(run, services);
        var versions = string.Join(' ', run.AllStages.Select(s => $"{s.Name}@{s.Entry.Description.Version}").Distinct(StringComparer.Ordinal));
        var output = file.Output.Directory;
        var local = !output.Contains("://", StringComparison.Ordinal);
        var context = new RunContext(run, storage, services, new ManifestStore(storage, output),
            new ShardSchema([.. run.AllStages.SelectMany(s => s.Signals).DistinctBy(s => s.Name)]),
            new ShardOrigin(run.RunId, run.ConfigHash, versions, Icu.Version),
            scratch ?? (local ? Path.Combine(output, ".scratch") : Path.Combine(Path.GetTempPath(), "curate")));
        return new(context, steps, new StepRunner(context, steps, TokenCounters.Create(file.Output.Tokens)));
    }
}
