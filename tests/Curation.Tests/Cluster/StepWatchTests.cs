using System.Diagnostics;
using System.Globalization;
using Curation.Cli.Executors;
using Curation.Cli.Executors.Slurm;
using Curation.Core.Runs;

namespace Curation.Tests.Cluster;

/// <summary>The driver's own view of a step of many tasks, on a clock of its own.</summary>
public sealed class StepWatchTests
{
    /// <summary>Jobs that end, die and are forgotten at seeded moments: what the driver submits again brings every task home, and no task is covered twice.</summary>
    [Fact]
    public void Watch_HundredThousandTasksWithFaults_EndsWithAllCommitted()
    {
        const int tasks = 100_000, size = 10, slots = 1000;
        var random = new Random(3);
        var watch = new StepWatch(new Step(0, "00-read", StepKind.Segment, "key", []), tasks);
        var waiting = new Queue<(long Array, int Index, TaskRange Range)>();
        var running = new List<(long Array, int Index, TaskRange Range, int Ends, bool Dies)>();
        var (array, polls, clock, lost) = (0L, 0, new Stopwatch(), 0);
        for (; !watch.IsDone; polls++)
        {
            Assert.True(polls < 5000, "the driver hangs");
            foreach (var job in running.Where(j => j.Ends <= polls))
            {
                var done = job.Dies ? random.Next(size) : size;
                foreach (var task in job.Range.Tasks.Take(done)) watch.Committed.Add(task);
                if (job.Dies) lost++;
            }
            running.RemoveAll(j => j.Ends <= polls);
            while (running.Count < slots && waiting.TryDequeue(out var next)) running.Add((next.Array, next.Index, next.Range, polls + 1 + random.Next(20), random.Next(50) == 0));
            var queue = running.Select(j => Element(j.Array, j.Index, "RUNNING")).Concat(waiting.Select(w => Element(w.Array, w.Index, "PENDING"))).ToDictionary(e => e.Id, StringComparer.Ordinal);
            clock.Start();
            watch.Update(queue, TimeSpan.FromSeconds(polls * 10));
            foreach (var ended in watch.Ended.ToArray()) ended.Judged = true;
            var missing = watch.Missing();
            clock.Stop();
            var covered = watch.Active.SelectMany(j => j.Range.Tasks).ToArray();
            Assert.Equal(covered.Length, covered.Distinct().Count());
            if (missing.Count == 0) continue;
            foreach (var ranges in TaskRange.Group(missing, size).Chunk(1000))
            {
                watch.Add(++array, ranges);
                foreach (var (range, index) in ranges.Select((r, i) => (r, i))) waiting.Enqueue((array, index, range));
            }
        }
        Assert.Equal(tasks, watch.Committed.Count);
        Assert.True(lost > 100);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{polls} looks, {clock.Elapsed.TotalMilliseconds / polls:n1} ms each, {lost} jobs lost"));
    }

    static SlurmElement Element(long array, int index, string state) => new(array, index, state, "", "", "n1");
}
