using System.Collections.Concurrent;
using System.Diagnostics;

namespace Curation.Core.Runs.Costs;

/// <summary>Measures what this process spends on a step.</summary>
/// <param name="step">The step.</param>
/// <param name="workers">Tasks at a time.</param>
sealed class CostMeter(Step step, int workers)
{
    readonly ConcurrentBag<TaskCost> _tasks = [];
    readonly TimeSpan _begin = Environment.CpuUsage.TotalTime;

    /// <summary>Notes a committed task.</summary>
    public void Add(int task, TimeSpan time, int attempts) => _tasks.Add(new(task, Math.Round(time.TotalSeconds, 3), attempts));

    /// <summary>The cost until now, or null if no task was done.</summary>
    public StepCost? Cost()
    {
        if (_tasks.IsEmpty) return null;
        using var process = Process.GetCurrentProcess();
        return new(step.Name, Environment.MachineName, workers, Math.Round((Environment.CpuUsage.TotalTime - _begin).TotalSeconds, 3), process.PeakWorkingSet64, [.. _tasks.OrderBy(t => t.Task)]);
    }
}
