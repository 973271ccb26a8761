using System.Diagnostics;
using System.Globalization;
using Curation.Cli.Reports.Mixing;
using Curation.Core.Errors;
using Curation.Core.Storage;
using Curation.Mixers.Blend;
using Curation.Mixers.Evaluation;
using Curation.Mixers.Proxies;
using Curation.Mixers.Running;
using Curation.Mixers.Tables;
using Curation.Torch;

namespace Curation.Cli.Mixing;

/// <summary>Does the steps of a mix, each only where it is missing.</summary>
sealed class MixRunner(MixOptions options, string config, string? evalsPath, CancellationToken cancellation)
{
    readonly EvalsFile? _evals = evalsPath is null ? null : EvalsFile.Read(evalsPath);

    /// <summary>Everything up to the mixture and its report.</summary>
    public async Task AllAsync()
    {
        var project = await OpenAsync();
        await TrainAsync(project);
        await ScoreAsync(project);
        if (project.SecondRound > 0 && !project.HasSecondRound)
        {
            var first = Solve(project);
            project.AddSecondRound([.. first.Uncertainty.Draws]);
            Say($"second round: {project.SecondRound} mixes near the best ones of the first");
            await TrainAsync(project);
            await ScoreAsync(project);
        }
        Finish(project, Solve(project));
    }

    /// <summary>Trains the blend and what it is held against, with several seeds.</summary>
    public async Task ValidateAsync(int seeds)
    {
        var project = await OpenAsync();
        var result = Solve(project);
        var mixes = ValidationMixes.Of(result, seeds);
        var path = project.WriteTable("validation", mixes);
        Say($"{mixes.Labels.Distinct().Count()} mixes, {seeds} trainings each: {string.Join(", ", mixes.Labels.Distinct())}");
        await TrainAsync(project, mixes, path);
        await ScoreAsync(project, mixes, path);
        var measured = ValidationMixes.Measure(result, new MixScores(project, _evals!).Table(mixes, project.Tasks(mixes)));
        Finish(project, result, measured);
    }

    public async Task DesignAsync()
    {
        var project = await OpenAsync();
        var design = project.Design();
        foreach (var (domain, i) in project.Corpora.Domains.Select((d, i) => (d, i)))
            Say(string.Create(CultureInfo.InvariantCulture, $"{domain.Name}: {domain.Documents:n0} documents, {domain.Tokens:n0} tokens ({project.Corpora.Natural[i]:0.0 %}), at most {project.DomainBounds.Upper[i]:0.0 %}"));
        Say($"{design.Keys.Count} mixes in {project.DesignPath}");
    }

    public async Task TrainAsync((int From, int To)? range, string? table)
    {
        var project = await OpenAsync();
        if (range is null) await TrainAsync(project);
        else Train(project, Of(project, range, table), alone: true);
    }

    public async Task ScoreAsync((int From, int To)? range, string? table)
    {
        var project = await OpenAsync();
        if (range is null) { await ScoreAsync(project); return; }
        TorchRuntime.Load();
        TorchSharp.torch.set_num_threads(1);
        new MixScores(project, _evals!).Measure(Of(project, range, table), cancellation);
    }

    public async Task FitAsync() => MixTables.Fits(Solve(await OpenAsync()).Problem.Fits);

    public async Task SolveAsync()
    {
        var project = await OpenAsync();
        Finish(project, Solve(project));
    }

    Task<MixProject> OpenAsync() => MixProject.OpenAsync(options, new StorageRouter(), Say, cancellation);

    async Task TrainAsync(MixProject project, MixtureTable? table = null, string? path = null)
    {
        var tasks = project.Tasks(table ?? project.Design());
        var open = tasks.Where(t => !File.Exists(ProxyTrainer.PathOf(project.ProxyFolder, t.Key))).ToArray();
        if (project.Axes.AreCollapsed) Say($"{project.Axes.Names.Count} axes in place of {project.Axes.Domains} domains: {string.Join(", ", project.Axes.Names)}");
        Say($"{tasks.Count - open.Length} of {tasks.Count} proxies are there{(open.Length > 0 ? $", {open.Length} to train" : "")}");
        if (open.Length == 0) return;
        foreach (var domain in project.Corpora.Domains.Where(d => d.SampleTokens <= project.Plan.Size.Context))
            Say($"domain '{domain.Name}': its sample has {domain.SampleTokens} tokens, fewer than a window of {project.Plan.Size.Context}; its windows repeat them, within its epochs");
        var device = TorchRuntime.Device(options.Proxy.Device);
        if (device.type != TorchSharp.DeviceType.CPU || Workers(open.Length) == 1) Train(project, open, alone: false);
        else await SpreadAsync("train", open, path);
        var left = open.Where(t => !File.Exists(ProxyTrainer.PathOf(project.ProxyFolder, t.Key))).ToArray();
        if (left.Length > 0) throw new CurationException($"{left.Length} proxies were not trained (rows {string.Join(", ", left.Select(t => t.Index))}); the same command goes on with them");
    }

    void Train(MixProject project, IReadOnlyList<ProxyTask> tasks, bool alone)
    {
        var device = TorchRuntime.Device(options.Proxy.Device);
        var onCpu = device.type == TorchSharp.DeviceType.CPU;
        if (onCpu) TorchSharp.torch.set_num_threads(1);
        var trainer = new ProxyTrainer(project.Plan, project.Pools(), project.ProxyFolder, device);
        var progress = new TrainingProgress(tasks.Count, alone);
        foreach (var stack in tasks.Chunk(onCpu ? 1 : options.Proxy.Stack)) trainer.Train(stack, progress.Report, Say, cancellation);
    }

    async Task ScoreAsync(MixProject project, MixtureTable? table = null, string? path = null)
    {
        var scores = new MixScores(project, _evals!);
        var missing = scores.Missing(project.Tasks(table ?? project.Design()));
        if (missing.Count == 0)
        {
            Say("every score is there");
            return;
        }
        Say($"scoring {missing.Count} proxies");
        TorchRuntime.Load();
        if (TorchRuntime.Device(options.Proxy.Device).type != TorchSharp.DeviceType.CPU || Workers(missing.Count) == 1) scores.Measure(missing, cancellation);
        else await SpreadAsync("score", missing, path);
    }

    BlendResult Solve(MixProject project)
    {
        var design = project.Design();
        var table = new MixScores(project, _evals!).Table(design, project.Tasks(design));
        var left = design.Keys.Count - table.Mixtures.Keys.Count;
        if (left > 0) Say($"{left} of {design.Keys.Count} proxies are left out: not trained, or diverged");
        return MixBlend.Make(table, _evals!, project.Natural, project.Bounds, options.Solve, options.Seed, project.FitFolder, Say);
    }

    void Finish(MixProject project, BlendResult result, Validation? validation = null)
    {
        MixTables.Fits(result.Problem.Fits);
        var mixture = MixtureFiles.Of(result, project) with { Validation = validation };
        MixTables.Blend(mixture);
        var path = Path.Combine(options.Directory, "mixture.json");
        MixtureFiles.Write(mixture, path);
        MixHistory.Write(project, mixture);
        var report = Path.Combine(options.Directory, "report.html");
        File.WriteAllText(report, MixReport.Render(result, mixture, TrainingCurves.Read(project)));
        Say($"{path}, {report}");
    }

    /// <summary>A process a core, one thread each: several small models on several threads of one process hinder each other.</summary>
    async Task SpreadAsync(string step, IReadOnlyList<ProxyTask> tasks, string? table)
    {
        var workers = Workers(tasks.Count);
        var clock = Stopwatch.StartNew();
        var done = 0;
        // Twice as many parts as processes, so that none waits long for the last one.
        var parts = new Queue<ProxyTask[]>(tasks.Chunk((tasks.Count + 2 * workers - 1) / (2 * workers)));
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
        {
            while (true)
            {
                ProxyTask[]? part;
                lock (parts) if (!parts.TryDequeue(out part)) return;
                foreach (var run in Runs(part))
                {
                    await WorkerProcess.RunAsync(["mix", step, "--proxies", $"{run.From}-{run.To}", "--config", config, .. evalsPath is null ? [] : new[] { "--evals", evalsPath }, .. table is null ? [] : new[] { "--mixes", table }], Say, cancellation);
                    done += run.To - run.From + 1;
                    var rest = TimeSpan.FromSeconds(clock.Elapsed.TotalSeconds / done * (tasks.Count - done));
                    Say(string.Create(CultureInfo.InvariantCulture, $"{step}: {done} of {tasks.Count} proxies, {clock.Elapsed:m\\:ss}, {rest:m\\:ss} to go"));
                }
            }
        }));
    }

    static IEnumerable<(int From, int To)> Runs(ProxyTask[] tasks)
    {
        for (var i = 0; i < tasks.Length;)
        {
            var end = i;
            while (end + 1 < tasks.Length && tasks[end + 1].Index == tasks[end].Index + 1) end++;
            yield return (tasks[i].Index, tasks[end].Index);
            i = end + 1;
        }
    }

    static IReadOnlyList<ProxyTask> Of(MixProject project, (int From, int To)? range, string? table) =>
        [.. project.Tasks(table is null ? project.Design() : project.ReadTable(table)).Where(t => t.Index >= range!.Value.From && t.Index <= range.Value.To)];

    int Workers(int tasks) => Math.Min(tasks, options.Proxy.Workers == 0 ? Environment.ProcessorCount : options.Proxy.Workers);

    static void Say(string text) => Console.Error.WriteLine(text);
}
