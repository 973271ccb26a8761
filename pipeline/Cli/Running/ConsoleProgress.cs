using System.Globalization;
using Curation.Core.Runs;
using Curation.Core.Runtime;
using Curation.Core.Statistics;

namespace Curation.Cli.Running;

/// <summary>Plain lines of progress, for logs and pipes: a line a step's beginning and end, and between them one every few seconds.</summary>
sealed class ConsoleProgress(TextWriter writer, TimeProvider time) : IRunProgress
{
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);
    readonly Lock _lock = new();
    readonly Dictionary<string, (int Tasks, StepRate Rate)> _steps = new(StringComparer.Ordinal);
    long _last = time.GetTimestamp();

    public void StepBegins(Step step, int tasks, int committed)
    {
        lock (_lock)
        {
            _steps[step.Name] = (tasks, new(time, tasks, committed));
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step.Name}: {tasks:n0} {(tasks == 1 ? "task" : "tasks")}{(committed > 0 ? $", {committed:n0} of them done before" : "")}"));
        }
    }

    public void TaskDone(Step step, PlannedTask task, TaskStatistics statistics)
    {
        lock (_lock)
        {
            var (tasks, rate) = _steps[step.Name];
            rate.Add(statistics);
            if (rate.Done == tasks || time.GetElapsedTime(_last) < s_interval) return;
            _last = time.GetTimestamp();
            var left = rate.Left() is { } span ? string.Create(CultureInfo.InvariantCulture, $", {(int)span.TotalHours}:{span:mm\\:ss} left") : "";
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step.Name}: {rate.Done:n0}/{tasks:n0} tasks {rate.Rates()}{left}"));
        }
    }

    public void TaskFailed(Step step, PlannedTask task, string cause)
    {
        lock (_lock) writer.WriteLine($"{step.Name}: task {task.Ordinal} failed: {cause}");
    }

    public void StepDone(Step step)
    {
        lock (_lock) writer.WriteLine($"{step.Name}: done {_steps[step.Name].Rate.Rates()}".TrimEnd());
    }
}
