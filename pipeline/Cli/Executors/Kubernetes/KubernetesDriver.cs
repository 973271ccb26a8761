using System.Globalization;
using Curation.Cli.Running;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Runtime;
using Curation.Core.Runtime.Publish;
using k8s.Models;

namespace Curation.Cli.Executors.Kubernetes;

/// <summary>
/// Takes a run through Kubernetes: Indexed Jobs step after step. Manifests alone say what is done; a driver that dies is replaced by the next one,
/// which finds the Jobs by their labels and the ranges of tasks in their annotations.
/// </summary>
sealed class KubernetesDriver(RunSetup setup, KubernetesPlan plan, KubernetesJobs jobs, TextWriter log, TimeProvider time)
{
    readonly ClusterConfig _cluster = setup.Context.Run.File.Cluster;
    readonly ManifestStore _manifests = setup.Context.Manifests;
    readonly HashSet<string> _judged = new(StringComparer.Ordinal);
    string _said = "";

    public async Task<RunOutcome> RunAsync(CancellationToken cancellationToken)
    {
        await setup.Context.Storage.PrepareAsync(setup.Context.Run.File.Output.Directory, cancellationToken).ConfigureAwait(false);
        await FrozenInputs.StoreAsync(setup.Context.Run, setup.Context.Storage, cancellationToken).ConfigureAwait(false);
        await jobs.StoreAsync(plan.ConfigMap(), cancellationToken).ConfigureAwait(false);
        foreach (var step in setup.Steps)
        {
            var failures = await StepAsync(step, cancellationToken).ConfigureAwait(false);
            if (failures.Count > 0) return new(ExitCode.TasksFailed, failures);
        }
        await RunSweeper.SweepAsync(setup.Context, setup.Steps.Select(s => (s, setup.Runner.Tasks(s).Length)), cancellationToken).ConfigureAwait(false);
        return new(ExitCode.Done, []);
    }

    async Task<List<string>> StepAsync(Step step, CancellationToken cancellationToken)
    {
        var tasks = setup.Runner.Tasks(step).Length;
        var (missed, fruitless, stored) = (1, 0, -1);
        while (true)
        {
            var existing = await jobs.ListAsync(step, cancellationToken).ConfigureAwait(false);
            var committed = await _manifests.CommittedAsync(step, cancellationToken).ConfigureAwait(false);
            Say(string.Create(CultureInfo.InvariantCulture, $"{step.Name}: {committed.Count}/{tasks} tasks, {existing.Sum(j => j.Status?.Active ?? 0)} pods running"));
            if (committed.Count >= tasks)
            {
                foreach (var job in existing.Where(IsActive)) await jobs.DeleteAsync(job, cancellationToken).ConfigureAwait(false);
                return [];
            }
            var failures = await JudgeAsync(step, existing, committed, cancellationToken).ConfigureAwait(false);
            if (failures.Count > 0)
            {
                foreach (var job in existing.Where(IsActive)) await jobs.DeleteAsync(job, cancellationToken).ConfigureAwait(false);
                return failures;
            }
            var covered = existing.Where(IsActive).SelectMany(Open).ToHashSet();
            int[] missing = [.. Enumerable.Range(0, tasks).Where(t => !committed.Contains(t) && !covered.Contains(t))];
            missed = missing.Length > 0 ? missed + 1 : 0;
            // Twice in a row: a shared file system may show a commit late.
            if (missed >= 2)
            {
                missed = 0;
                var count = await _manifests.CountAsync(step, cancellationToken).ConfigureAwait(false);
                (fruitless, stored) = (count > stored ? 0 : fruitless + 1, count);
                if (fruitless > _cluster.Resubmits)
                    return [.. missing.Select(t => $"step {step.Name} task {t}: its pods ended {fruitless} times without storing anything; see kubectl logs -l {KubernetesPlan.StepLabel}")];
                if (existing.Count > 0) log.WriteLine($"{step.Name}: {missing.Length} tasks are missing and submitted again");
                foreach (var job in plan.Jobs(step, missing, Next(existing))) await jobs.CreateAsync(job, cancellationToken).ConfigureAwait(false);
            }
            await Task.Delay(TimeSpan.FromSeconds(_cluster.PollSeconds), time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What failed pods of Jobs that ended, or of indexes that failed, say.</summary>
    async Task<List<string>> JudgeAsync(Step step, IEnumerable<V1Job> existing, SortedSet<int> committed, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        foreach (var job in existing.Where(j => (!IsActive(j) || !string.IsNullOrEmpty(j.Status?.FailedIndexes)) && !Tasks(j).All(committed.Contains)))
        {
            foreach (var (pod, code, lines) in await jobs.FailedAsync(job, cancellationToken).ConfigureAwait(false))
            {
                if (!_judged.Add(pod) || code == ExitCode.Resumable) continue;
                if (code == ExitCode.BadConfig)
                {
                    await jobs.DeleteAsync(job, cancellationToken).ConfigureAwait(false);
                    throw new ConfigException($"pod {pod}: {lines.LastOrDefault() ?? "exit code 2 without a word"}");
                }
                log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step.Name}: pod {pod} ended with exit code {code}"));
                if (code == ExitCode.TasksFailed) failures.AddRange(lines.Where(l => l.StartsWith("failed: ", StringComparison.Ordinal)).Select(l => l[8..]));
            }
        }
        return [.. failures.Distinct(StringComparer.Ordinal)];
    }

    static bool IsActive(V1Job job) =>
        job.Metadata.DeletionTimestamp is null && job.Status?.Conditions?.Any(c => c is { Type: "Complete" or "Failed" or "SuccessCriteriaMet" or "FailureTarget", Status: "True" }) != true;

    static TaskRange[] RangesOf(V1Job job) =>
        [.. (job.Metadata.Annotations?.TryGetValue(KubernetesPlan.Ranges, out var text) == true ? text : "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(TaskRange.Parse)];

    static IEnumerable<int> Tasks(V1Job job) => RangesOf(job).SelectMany(r => r.Tasks);

    /// <summary>Tasks of the indexes that neither succeeded nor failed for good.</summary>
    static IEnumerable<int> Open(V1Job job)
    {
        var ended = IndexSet.Parse(job.Status?.CompletedIndexes);
        ended.UnionWith(IndexSet.Parse(job.Status?.FailedIndexes));
        return RangesOf(job).Where((_, i) => !ended.Contains(i)).SelectMany(r => r.Tasks);
    }

    static int Next(IEnumerable<V1Job> existing) =>
        existing.Select(j => int.Parse(j.Metadata.Name[(j.Metadata.Name.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture)).DefaultIfEmpty(-1).Max() + 1;

    void Say(string text)
    {
        if (text != _said) log.WriteLine(text);
        _said = text;
    }
}
