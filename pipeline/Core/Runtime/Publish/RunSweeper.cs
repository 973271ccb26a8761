using Curation.Core.Runs;
using Curation.Core.Runs.Signs;

namespace Curation.Core.Runtime.Publish;

/// <summary>Deletes what no manifest refers to, once all steps are done: files of attempts that were not first, and of earlier publications.</summary>
public static class RunSweeper
{
    /// <summary>Sweeps the folders of the run and of its steps, each with its number of tasks.</summary>
    public static async Task SweepAsync(RunContext context, IEnumerable<(Step Step, int Tasks)> steps, CancellationToken cancellationToken)
    {
        var directory = context.Run.File.Output.Directory.TrimEnd('/');
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        var folders = new List<string> { $"{directory}/shards/*.parquet", $"{directory}/dropped/*.parquet" };
        var all = steps.ToList();
        foreach (var (step, tasks) in all)
        {
            folders.Add($"{context.Manifests.StepFolder(step)}/t*");
            for (var task = 0; task < tasks; task++)
                if (await context.Manifests.FindAsync(step, task, cancellationToken).ConfigureAwait(false) is { } manifest) wanted.UnionWith(manifest.Files());
        }
        await new SignStore(context.Storage, directory).SweepAsync(cancellationToken).ConfigureAwait(false);
        await context.Storage.SweepUploadsAsync(directory, cancellationToken).ConfigureAwait(false);
        var stepFolders = all.Select(s => context.Manifests.StepFolder(s.Step)).ToHashSet(StringComparer.Ordinal);
        var areForgotten = false;
        foreach (var folder in folders)
        {
            await foreach (var item in context.Storage.ListAsync(folder, cancellationToken).ConfigureAwait(false))
            {
                if (item.Path.EndsWith(".json", StringComparison.Ordinal) || wanted.Contains(item.Path)) continue;
                if (!areForgotten) await ForgetEarlierAsync(context, directory, stepFolders, cancellationToken).ConfigureAwait(false);
                areForgotten = true;
                await context.Storage.DeleteAsync(item.Path, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Deletes manifests of earlier publications, before the files that they name: a run of an earlier run file, such as one whose thresholds
    /// were changed and changed back, publishes again.
    /// </summary>
    static async Task ForgetEarlierAsync(RunContext context, string directory, HashSet<string> folders, CancellationToken cancellationToken)
    {
        await foreach (var item in context.Storage.ListAsync($"{directory}/steps/*{StepPlanner.Gather}-*/*.json", cancellationToken).ConfigureAwait(false))
        {
            if (!folders.Contains(item.Path[..item.Path.LastIndexOf('/')])) await context.Storage.DeleteAsync(item.Path, cancellationToken).ConfigureAwait(false);
        }
    }
}
