using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Reports.Progress;
using Curation.Core.Runs;
using Curation.Core.Runs.Signs;
using Curation.Core.Runtime;
using Curation.Core.Statistics;
using Curation.Core.Storage;
using Curation.Stages.Readers;
using Curation.Tests.Runtime;

namespace Curation.Tests.Reports.Progress;

/// <summary>What <c>curate status</c> sees from outside while a run works, fails and ends.</summary>
public sealed class StatusTests
{
    static readonly StageCatalog s_catalog = new StageCatalog().AddReaders().Stage<Gate, NoOptions>().Stage<Fragile, NoOptions>();
    readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_StepUnderWay_ShowsWhatIsDoneAndRunningAndLeft()
    {
        using var run = new SampleRun();
        Gate.Close(behind: 1500);
        var work = StageRun.RunAsync(run, s_catalog, """[ { "stage": "gate" } ]""");
        StepStatus first;
        ImmutableArray<StepStatus> steps;
        do
        {
            await Task.Delay(100, _cancellation);
            steps = await ReadAsync(run, "gate");
            first = steps[0];
        }
        while (first.Running == 0 && !work.IsCompleted);
        Assert.InRange(first.Done, 2, first.Tasks - 2);
        Assert.Equal(2, first.Running);
        Assert.True(first.AtCheckpoint > 0, "tasks under way have stored parts");
        var sign = Assert.Single(first.Living);
        Assert.Equal((Environment.MachineName, 2, first.Tasks - 1), (sign.Machine, sign.Workers, sign.Last));
        Assert.True(first is { TasksPerHour: > 0, BytesPerSecond: > 0, Left.Ticks: > 0 });
        Assert.All(steps.Skip(1), s => Assert.Equal(-1, s.Tasks));
        Gate.Open();
        Assert.Equal(ExitCode.Done, (await work).Outcome.ExitCode);
        steps = await ReadAsync(run, "gate");
        Assert.All(steps, s => Assert.True(s.IsDone));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(run.Output, "signs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Read_TaskFailed_ShowsTheCauseUntilItIsDone()
    {
        using var run = new SampleRun(documents: 200);
        Fragile.Breaks = true;
        Assert.Equal(ExitCode.TasksFailed, (await StageRun.RunAsync(run, s_catalog, """[ { "stage": "fragile" } ]""")).Outcome.ExitCode);
        var broken = (await ReadAsync(run, "fragile"))[1];
        var failure = Assert.Single(broken.Failures);
        Assert.Contains("the bottom fell out", failure.Cause, StringComparison.Ordinal);
        Assert.Contains(Environment.MachineName, failure.Cause, StringComparison.Ordinal);
        Assert.Equal((0, 0, 1, null), (broken.Running, broken.Done, broken.Tasks, broken.Left));
        Fragile.Breaks = false;
        Assert.Equal(ExitCode.Done, (await StageRun.RunAsync(run, s_catalog, """[ { "stage": "fragile" } ]""")).Outcome.ExitCode);
        Assert.All(await ReadAsync(run, "fragile"), s => Assert.True(s.IsDone && s.Failures.IsEmpty));
    }

    /// <summary>Machines' clocks do not agree: only what the storage stamped is compared, so that a jump of all stamps changes nothing.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(-400)]
    [InlineData(4000)]
    public async Task Read_StorageWithAnotherClock_SaysTheSame(int days)
    {
        using var run = new SampleRun(documents: 2000);
        var (context, steps) = await StageRun.PlanAsync(run, s_catalog, """[ { "stage": "gate" } ]""", new StorageRouter());
        Gate.Open();
        await using var runner = new StepRunner(context, steps, new TokenEstimate());
        for (var task = 0; task < 3; task++) Assert.Null(await runner.RunAsync(steps[0], runner.Tasks(steps[0])[task], _cancellation));
        var signs = new SignStore(context.Storage, run.Output);
        await signs.PutAsync(steps[0], new(3, 3, 4, "n1.example", "10-1", 7), [], _cancellation);
        await signs.PutAsync(steps[0], new(4, 5, 4, "n2.example", "10-1", 2), [], _cancellation);
        await signs.PutAsync(steps[0], new(0, 5, 4, "n3.example", "10-1", -1), [new(1, "done since"), new(3, "taken up again"), new(5, "still to do")], _cancellation);
        var newest = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(days);
        foreach (var file in Directory.GetFiles(Path.Combine(run.Output, "steps"), "t*.json", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, newest.AddMinutes(-30 + (10 * int.Parse(Path.GetFileName(file).AsSpan(1, 6), System.Globalization.CultureInfo.InvariantCulture))));
        foreach (var file in Directory.GetFiles(Path.Combine(run.Output, "signs"), "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, file.Contains("n2", StringComparison.Ordinal) ? newest.AddMinutes(-9) : newest);
        var status = (await ReadAsync(run, "gate"))[0];
        Assert.Equal((3, 1), (status.Done, status.Running));
        Assert.Equal("n1.example", Assert.Single(status.Living).Machine);
        Assert.Equal("n2.example", Assert.Single(status.Silent).Machine);
        Assert.Equal("still to do (on n3.example)", Assert.Single(status.Failures).Cause);
        Assert.Equal(4, status.TasksPerHour!.Value, 6);
        Assert.Equal(newest, status.Newest!.Value.UtcDateTime);
        Assert.InRange(status.Left!.Value.TotalMinutes, 15 * (status.Tasks - 3) * 0.6, 15 * (status.Tasks - 3) * 1.4);
    }

    [Fact]
    public async Task Read_ManyTasks_AsksNoMoreThanForFew()
    {
        var requests = new List<int>();
        foreach (var files in new[] { 4, 24 })
        {
            using var run = new SampleRun(documents: files * 2, files: files);
            await File.WriteAllTextAsync(run.RunFile, (await File.ReadAllTextAsync(run.RunFile, _cancellation)).Replace("\"bytes\": 100000", "\"bytes\": 100", StringComparison.Ordinal), _cancellation);
            Gate.Open();
            await StageRun.RunAsync(run, s_catalog, """[ { "stage": "gate" } ]""");
            var storage = new CountingStorage();
            var (context, steps) = await StageRun.PlanAsync(run, s_catalog, """[ { "stage": "gate" } ]""", storage);
            await using var runner = new StepRunner(context, steps, new TokenEstimate());
            storage.Requests = 0;
            Assert.All(await new StatusReader(context, steps, runner).ReadAsync(_cancellation), s => Assert.True(s.IsDone));
            requests.Add(storage.Requests);
        }
        Assert.Equal(requests[0], requests[1]);
        Assert.InRange(requests[0], 1, 8);
    }

    [Fact]
    public async Task Command_MachineThatDoesNotSeeTheInputs_TakesTheFrozenListing()
    {
        using var run = new SampleRun(documents: 100);
        Assert.Equal(ExitCode.Done, (await SampleRun.RunAsync("run", run.RunFile)).ExitCode);
        var storage = new StorageRouter();
        await FrozenInputs.StoreAsync(await new RunResolver(global::Curation.Cli.Catalog.Default, storage).ResolveAsync(RunFileReader.Load(run.RunFile), _cancellation), storage, _cancellation);
        Directory.Delete(run.Input, recursive: true);
        var (code, output, error) = await SampleRun.OutputAsync("status", run.RunFile);
        Assert.True(code == ExitCode.Done, error);
        Assert.Matches("(?m)^00-read: done, [0-9]+ tasks?$", output);
        (code, output, error) = await SampleRun.OutputAsync("status", run.RunFile, "--json");
        Assert.True(code == ExitCode.Done, error);
        Assert.All(output.TrimEnd().Split('\n'), l => Assert.True(System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("isDone").GetBoolean()));
    }

    static async Task<ImmutableArray<StepStatus>> ReadAsync(SampleRun run, string stage)
    {
        var (context, steps) = await StageRun.PlanAsync(run, s_catalog, $$"""[ { "stage": "{{stage}}" } ]""", new StorageRouter());
        await using var runner = new StepRunner(context, steps, new TokenEstimate());
        return await new StatusReader(context, steps, runner).ReadAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Lets so many documents pass and holds the others until it is opened.</summary>
    sealed class Gate : IStage, IComponent<Gate, NoOptions>
    {
        static readonly ManualResetEventSlim s_open = new(true);
        static int s_left;

        public static ComponentDescription Description { get; } = new("gate", 1, "Holds documents.");

        public static Gate Create(NoOptions options, StageServices services) => new();

        public static void Close(int behind)
        {
            s_left = behind;
            s_open.Reset();
        }

        public static void Open() => s_open.Set();

        public Verdict Apply(Document document)
        {
            if (Interlocked.Decrement(ref s_left) < 0) s_open.Wait(TestContext.Current.CancellationToken);
            return Verdict.Keep(document);
        }
    }

    /// <summary>A corpus stage that fails while it is told to.</summary>
    sealed class Fragile : ICorpusStage, IComponent<Fragile, NoOptions>
    {
        public static bool Breaks { get; set; }

        public static ComponentDescription Description { get; } = new("fragile", 1, "Breaks.");

        public static Fragile Create(NoOptions options, StageServices services) => new();

        public IReadOnlyList<CorpusPhase> Plan(CorpusInput input) => [new("collect", 1), new("decide", input.Shards.Length)];

        public void RunTask(ICorpusTask task, CancellationToken cancellationToken)
        {
            if (Breaks) throw new InvalidOperationException("the bottom fell out");
            if (task.Phase == 0) task.CreateArtifact("seen.txt").Dispose();
            else foreach (var document in task.ReadShard(task.Task)) task.Decide(Verdict.Keep(document));
        }
    }
}
