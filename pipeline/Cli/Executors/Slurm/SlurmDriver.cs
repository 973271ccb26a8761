using System.Collections.Immutable;
using System.Globalization;
using Curation.Cli.Running;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Runtime;
using Curation.Core.Runtime.Publish;

namespace Curation.Cli.Executors.Slurm;

/// <summary>
/// Takes a run through Slurm: submits arrays, watches the queue, and submits again what is missing. Manifests alone say what is done, so that
/// a driver that dies is replaced by the next one: it takes over the arrays that it finds under the run's names.
/// </summary>
sealed class SlurmDriver(RunSetup setup, SlurmPlan plan, TextWriter log, TimeProvider time)
{
    readonly ClusterConfig _cluster = setup.Context.Run.File.Cluster;
    readonly ManifestStore _manifests = setup.Context.Manifests;
    readonly long _start = time.GetTimestamp();
    string _said = "";
    int _scripts;

    public async Task<RunOutcome> RunAsync(CancellationToken cancellationToken)
    {
        await setup.Context.Storage.PrepareAsync(setup.Context.Run.File.Output.Directory, cancellationToken).ConfigureAwait(false);
        await FrozenInputs.StoreAsync(setup.Context.Run, setup.Context.Storage, cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(plan.Logs);
        for (var first = 0; first < setup.Steps.Length;)
        {
            var group = plan.Group(first);
            var failures = await GroupAsync(group, cancellationToken).ConfigureAwait(false);
            if (failures.Count > 0) return new(ExitCode.TasksFailed, failures);
            first += group.Length;
        }
        await RunSweeper.SweepAsync(setup.Context, setup.Steps.Select(s => (s, setup.Runner.Tasks(s).Length)), cancellationToken).ConfigureAwait(false);
        return new(ExitCode.Done, []);
    }

    async Task<List<string>> GroupAsync(ImmutableArray<Step> group, CancellationToken cancellationToken)
    {
        var watches = new List<StepWatch>();
        foreach (var step in group)
        {
            var watch = new StepWatch(step, setup.Runner.Tasks(step).Length);
            await AdoptAsync(watch, cancellationToken).ConfigureAwait(false);
            await ListAsync(watch, cancellationToken).ConfigureAwait(false);
            await SubmitAsync(watch, watch.Missing(), watches.LastOrDefault() is { IsDone: false } before ? before : null, single: false, cancellationToken).ConfigureAwait(false);
            watches.Add(watch);
        }
        while (true)
        {
            var queue = (await SlurmCommands.QueueAsync(group.Select(plan.NameOf), cancellationToken).ConfigureAwait(false)).ToDictionary(e => e.Id, StringComparer.Ordinal);
            var before = true;
            foreach (var watch in watches)
            {
                watch.Update(queue, Now);
                if (!watch.IsDone) await ListAsync(watch, cancellationToken).ConfigureAwait(false);
                var failures = await LookAfterAsync(watch, before, cancellationToken).ConfigureAwait(false);
                if (failures.Count > 0)
                {
                    await SlurmCommands.CancelAsync(watches.SelectMany(w => w.Active).Select(j => j.Element), cancellationToken).ConfigureAwait(false);
                    return failures;
                }
                before &= watch.IsDone;
            }
            Say(string.Join('\n', watches.Where(w => w.Arrays.Count > 0).Select(Describe)));
            if (before) return [];
            await Task.Delay(TimeSpan.FromSeconds(_cluster.PollSeconds), time, cancellationToken).ConfigureAwait(false);
        }
    }

    TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>One look at a step: what hangs is started or split, what has no use is cancelled, what is missing is submitted again.</summary>
    async Task<List<string>> LookAfterAsync(StepWatch watch, bool ready, CancellationToken cancellationToken)
    {
        await SlurmCommands.CancelAsync(watch.Idle.Where(j => watch.IsDone || j.Split).Select(j => j.Element), cancellationToken).ConfigureAwait(false);
        if (watch.IsDone) return [];
        foreach (var held in watch.Active.Where(j => j.Element is { State: "PENDING", Reason: "BeginTime" }))
            await SlurmCommands.ReleaseAsync(held.Element, cancellationToken).ConfigureAwait(false);
        var failures = await JudgeAsync(watch, cancellationToken).ConfigureAwait(false);
        if (failures.Count > 0) return failures;
        foreach (var straggler in watch.Stragglers(Now).ToArray())
        {
            straggler.Split = true;
            log.WriteLine($"{watch.Step.Name}: job {straggler.Element.Id} on {straggler.Element.Node} lags behind; its tasks are started once more, one a job");
            await SubmitAsync(watch, [.. straggler.Range.Tasks.Where(t => !watch.Committed.Contains(t))], null, single: true, cancellationToken).ConfigureAwait(false);
        }
        // Twice in a row: a shared file system may show a commit late.
        watch.Missed = watch.Missing().Count > 0 ? watch.Missed + 1 : 0;
        if (watch.Missed < 2 || !ready) return [];
        watch.Missed = 0;
        var missing = watch.Missing();
        if (watch.Fruitless > _cluster.Resubmits)
            return [.. missing.Select(t => $"step {watch.Step.Name} task {t}: its jobs ended {watch.Fruitless} times without storing anything{(watch.LastWords is { } words ? $", the last one with: {words}" : "")}; see the logs in {plan.Logs}")];
        log.WriteLine($"{watch.Step.Name}: {missing.Count} tasks are missing and submitted again");
        await SubmitAsync(watch, missing, null, single: false, cancellationToken).ConfigureAwait(false);
        return [];
    }

    /// <summary>What the ends of jobs say: tasks that failed for good, or a mistake that no resubmission mends.</summary>
    async Task<List<string>> JudgeAsync(StepWatch watch, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        foreach (var job in watch.Ended.ToArray())
        {
            job.Judged = true;
            if (job.Range.Tasks.All(watch.Committed.Contains)) continue;
            var exit = await SlurmCommands.ExitAsync(job.Element, cancellationToken).ConfigureAwait(false);
            var path = SlurmScript.LogOf(plan.Logs, watch.Step.Name, job.Element.Job.ToString(CultureInfo.InvariantCulture), job.Element.Index.ToString(CultureInfo.InvariantCulture));
            var lines = File.Exists(path) ? await File.ReadAllLinesAsync(path, cancellationToken).ConfigureAwait(false) : [];
            if (exit is { Code: not (ExitCode.Done or ExitCode.Resumable), Signal: 0 } && lines.Length > 0) watch.LastWords = lines[^1];
            if (job.Element.State != "CANCELLED")
                log.WriteLine($"{watch.Step.Name}: job {job.Element.Id} (tasks {job.Range}) on {job.Element.Node} ended as {job.Element.State}, {Ending(exit)}; its log is {path}");
            if (exit is { Code: ExitCode.BadConfig, Signal: 0 })
            {
                await SlurmCommands.CancelAsync(watch.Active.Select(j => j.Element), cancellationToken).ConfigureAwait(false);
                throw new ConfigException(lines.Length > 0
                    ? $"job {job.Element.Id} on {job.Element.Node}: {lines[^1]}"
                    : $"job {job.Element.Id} on {job.Element.Node} ended with exit code 2 and left no log at {path}: does the node see that folder?");
            }
            if (exit is { Code: ExitCode.TasksFailed, Signal: 0 }) failures.AddRange(lines.Where(l => l.StartsWith("failed: ", StringComparison.Ordinal)).Select(l => l[8..]).Distinct(StringComparer.Ordinal));
        }
        return failures;
    }

    static string Ending((int Code, int Signal)? exit) => exit switch
    {
        null => "exit code forgotten",
        { Signal: > 0 and var signal } => string.Create(CultureInfo.InvariantCulture, $"signal {signal}"),
        { Code: ExitCode.Resumable } => "stopped at a checkpoint",
        { Code: var code } => string.Create(CultureInfo.InvariantCulture, $"exit code {code}"),
    };

    /// <summary>Arrays of an earlier driver that are under way.</summary>
    async Task AdoptAsync(StepWatch watch, CancellationToken cancellationToken)
    {
        var found = await SlurmCommands.QueueAsync([plan.NameOf(watch.Step)], cancellationToken).ConfigureAwait(false);
        foreach (var job in found.Where(e => e.IsActive).Select(e => e.Job).Distinct())
            if (SlurmScript.RangesOf(await SlurmCommands.ScriptAsync(job, cancellationToken).ConfigureAwait(false)) is { } ranges) watch.Add(job, ranges);
        watch.Update(found.ToDictionary(e => e.Id, StringComparer.Ordinal), Now);
        foreach (var job in watch.Ended) job.Judged = true;
    }

    async Task ListAsync(StepWatch watch, CancellationToken cancellationToken) =>
        watch.Committed = await _manifests.CommittedAsync(watch.Step, cancellationToken).ConfigureAwait(false);

    async Task SubmitAsync(StepWatch watch, List<int> tasks, StepWatch? after, bool single, CancellationToken cancellationToken)
    {
        if (tasks.Count == 0) return;
        if (!single)
        {
            var stored = await _manifests.CountAsync(watch.Step, cancellationToken).ConfigureAwait(false);
            watch.Fruitless = stored > watch.Stored ? 0 : watch.Fruitless + 1;
            watch.Stored = stored;
        }
        foreach (var script in plan.Scripts(watch.Step, tasks, after is null ? [] : [.. after.Arrays], single))
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{plan.Logs}/{watch.Step.Name}-{Environment.ProcessId}-{_scripts++:d4}.sbatch");
            await File.WriteAllTextAsync(path, script.ToString(), cancellationToken).ConfigureAwait(false);
            watch.Add(await SlurmCommands.SubmitAsync(path, cancellationToken).ConfigureAwait(false), script.Ranges);
        }
    }

    static string Describe(StepWatch watch) => string.Create(CultureInfo.InvariantCulture,
        $"{watch.Step.Name}: {watch.Committed.Count}/{watch.Tasks} tasks, {watch.Active.Count(j => j.Element.IsRunning)} jobs running, {watch.Active.Count(j => j.Element.IsWaiting)} waiting");

    void Say(string text)
    {
        if (text == _said) return;
        foreach (var line in text.Split('\n').Except(_said.Split('\n'))) log.WriteLine(line);
        _said = text;
    }
}
