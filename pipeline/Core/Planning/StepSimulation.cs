using System.Collections.Immutable;

namespace Curation.Core.Planning;

/// <summary>
/// A step on a cluster, event by event: jobs of several tasks go to the slot that is free first; task times are drawn from the pilot's, and attempts
/// are lost at a random moment; what is lost is submitted again when the driver has seen it twice. The same seed gives the same figures.
/// </summary>
/// <param name="slots">Tasks at a time.</param>
/// <param name="startSeconds">From a job's start to its first byte read.</param>
/// <param name="pollSeconds">Between two looks of the driver.</param>
/// <param name="failureRate">Share of attempts that are lost.</param>
sealed class StepSimulation(int slots, double startSeconds, double pollSeconds, double failureRate)
{
    /// <summary>Runs it.</summary>
    /// <param name="tasks">Number of tasks.</param>
    /// <param name="tasksPerJob">Tasks of a job, one after the other.</param>
    /// <param name="meanSeconds">Mean time of a task.</param>
    /// <param name="spread">How tasks differ from the mean.</param>
    /// <param name="seed">Seed.</param>
    public SimulatedStep Run(long tasks, int tasksPerJob, double meanSeconds, ImmutableArray<double> spread, int seed)
    {
        var random = new Random(seed);
        // A task keeps its length over attempts: it is the input that is long.
        var lengths = new double[tasks];
        for (long i = 0; i < tasks; i++) lengths[i] = meanSeconds * spread[random.Next(spread.Length)];
        var free = new PriorityQueue<int, double>(Enumerable.Range(0, (int)Math.Min(slots, tasks)).Select(s => (s, 0.0)));
        var jobs = new PriorityQueue<(long First, long Last), (double Ready, long Order)>();
        long order = 0, lost = 0;
        for (long first = 0; first < tasks; first += tasksPerJob) jobs.Enqueue((first, Math.Min(tasks, first + tasksPerJob) - 1), (0, order++));
        var committed = new List<double>((int)tasks);
        while (jobs.TryDequeue(out var job, out var when))
        {
            free.TryDequeue(out var slot, out var now);
            now = Math.Max(now, when.Ready) + startSeconds;
            for (var task = job.First; task <= job.Last; task++)
            {
                if (random.NextDouble() < failureRate)
                {
                    // The whole job ends; the driver submits its open tasks again behind its second look.
                    lost++;
                    now += lengths[task] * random.NextDouble();
                    jobs.Enqueue((task, job.Last), ((Math.Floor(now / pollSeconds) + 2) * pollSeconds, order++));
                    break;
                }
                now += lengths[task];
                committed.Add(now);
            }
            free.Enqueue(slot, now);
        }
        committed.Sort();
        var end = committed[^1];
        return new(end / 3600, committed[committed.Count / 2] / 3600, committed[(int)((committed.Count - 1) * 0.99)] / 3600,
            lengths.Sum() / (end * Math.Min(slots, tasks)), lost, (long)(end / pollSeconds) + 1);
    }
}
