using System.Globalization;
using System.Text.Json;
using Curation.Core.Errors;
using Curation.Core.Planning;
using Curation.Tests.Runtime;

namespace Curation.Tests.Planning;

public sealed class ForecastTests
{
    [Fact]
    public async Task Plan_OfAFinishedPilot_ScalesItsRates()
    {
        using var run = new SampleRun(documents: 2000);
        Assert.Equal(ExitCode.Done, (await SampleRun.RunAsync("run", run.RunFile)).ExitCode);
        var bytes = Directory.GetFiles(run.Input).Sum(f => new FileInfo(f).Length);
        var steps = await PlanAsync(run, "--cores", "4", "--crawl-size", (bytes * 100).ToString(CultureInfo.InvariantCulture), "--failure-rate", "0", "--start-seconds", "0", "--core-hour", "1");
        var whole = steps[^1];
        Assert.Equal(100, whole.GetProperty("scale").GetDouble(), 3);
        // Tasks are what the planner would make of so many bytes.
        Assert.Equal(Math.Ceiling(bytes * 100 / 100_000.0), steps[0].GetProperty("tasks").GetDouble());
        foreach (var step in steps[..^1])
        {
            var (slots, hours, simulated) = (step.GetProperty("slotHours").GetDouble(), step.GetProperty("hours").GetDouble(), step.GetProperty("simulated").GetProperty("hours").GetDouble());
            // Neither is faster than all slots at full work, and the formula bounds the simulation from above.
            Assert.InRange(simulated, slots / 4 * 0.7, hours * 1.3);
        }
        Assert.Equal(whole.GetProperty("coreHours").GetDouble(), whole.GetProperty("cost").GetDouble(), 9);
        Assert.Equal(steps.Select(s => s.ToString()), (await PlanAsync(run, "--cores", "4", "--crawl-size", (bytes * 100).ToString(CultureInfo.InvariantCulture), "--failure-rate", "0", "--start-seconds", "0", "--core-hour", "1")).Select(s => s.ToString()));
        // The same input again takes as many tasks as the pilot had.
        var same = await PlanAsync(run, "--cores", "1", "--crawl-size", bytes.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(Directory.GetFiles(Path.Combine(run.Output, "shards")).Length + 1, same[^2].GetProperty("tasks").GetInt32());
        Assert.InRange(same[^1].GetProperty("storedBytes").GetDouble(), 1, Directory.GetFiles(run.Output, "*", SearchOption.AllDirectories).Sum(f => (double)new FileInfo(f).Length));
    }

    [Fact]
    public async Task Plan_OfAnUnfinishedRun_SaysSo()
    {
        using var run = new SampleRun(documents: 100);
        var (code, error) = await SampleRun.RunAsync("plan", run.RunFile, "--cores", "4", "--crawl-size", "1TB");
        Assert.Equal(ExitCode.BadConfig, code);
        Assert.Contains("of the pilot run is not finished", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Simulation_HundredThousandTasksWithFailures_LosesNoneAndKeepsSlotsBusy()
    {
        double[] spread = [.. Enumerable.Range(1, 99).Select(i => -Math.Log(1 - i / 100.0))];
        var simulation = new StepSimulation(slots: 1000, startSeconds: 2, pollSeconds: 10, failureRate: 0.02);
        var step = simulation.Run(100_000, tasksPerJob: 4, meanSeconds: 150, [.. spread], seed: 5);
        Assert.Equal(step, simulation.Run(100_000, 4, 150, [.. spread], 5));
        var ideal = 100_000 * 150 * spread.Average() / 1000 / 3600;
        Assert.InRange(step.Hours, ideal, ideal * 1.35);
        Assert.InRange(step.Lost, 100_000 * 0.02 * 0.9, 100_000 * 0.02 / 0.98 * 1.1);
        Assert.InRange(step.Busy, 0.75, 1);
        Assert.True(step.Half < step.Most && step.Most <= step.Hours);
        TestContext.Current.TestOutputHelper!.WriteLine(step.ToString());
    }

    static async Task<List<JsonElement>> PlanAsync(SampleRun run, params string[] arguments)
    {
        var (code, output, error) = await SampleRun.OutputAsync(["plan", run.RunFile, "--json", .. arguments]);
        Assert.True(code == ExitCode.Done, error);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
    }
}
