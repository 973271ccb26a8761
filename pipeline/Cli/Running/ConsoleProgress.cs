using Curation.Core.Runs;
using Curation.Core.Runtime;
using Curation.Core.Statistics;

namespace Curation.Cli.Running;

/// <summary>Plain lines of progress, for logs and pipes.</summary>
sealed class ConsoleProgress(TextWriter writer) : IRunProgress
{
    readonly Lock _lock = new();
    readonly Dictionary<string, (int Tasks, int Done)> _steps = new(StringComparer.Ordinal);

    public void StepBegins(Step step, int tasks, int committed)
    {
        lock (_lock)
        {
            _steps[step.Name] = (tasks, committed);
            writer.WriteLine($"{step.Name}: {tasks} tasks{(committed > 0 ? $", {committed} of them done before" : "")}");
        }
    }

    public void TaskDone(Step step, PlannedTask task, TaskStatistics statistics)
    {
        lock (_lock)
        {
            var (tasks, done) = _steps[step.Name];
            _steps[step.Name] = (tasks, done + 1);
            writer.WriteLine($"{step.Name}: {done + 1}/{tasks}");
        }
    }

    public void TaskFailed(Step step, PlannedTask task, string cause)
    {
        lock (_lock) writer.WriteLine($"{step.Name}: task {task.Ordinal} failed: {cause}");
    }

    public void StepDone(Step step)
    {
        lock (_lock) writer.WriteLine($"{step.Name}: done");
    }
}
