using Curation.Core.Runs;
using Curation.Core.Statistics;

namespace Curation.Core.Runtime;

/// <summary>Told of a run's progress, from several threads; draws bars or writes lines.</summary>
public interface IRunProgress
{
    /// <summary>A step begins.</summary>
    /// <param name="step">The step.</param>
    /// <param name="tasks">Number of its tasks.</param>
    /// <param name="committed">How many were done by an earlier run.</param>
    void StepBegins(Step step, int tasks, int committed);

    /// <summary>A task is committed.</summary>
    void TaskDone(Step step, PlannedTask task, TaskStatistics statistics);

    /// <summary>A task failed after its last attempt.</summary>
    void TaskFailed(Step step, PlannedTask task, string cause);

    /// <summary>All tasks of a step are committed.</summary>
    void StepDone(Step step);
}

/// <summary>How a run ended.</summary>
/// <param name="ExitCode">See <see cref="Errors.ExitCode"/>.</param>
/// <param name="Failures">Tasks that failed, with their causes.</param>
public sealed record RunOutcome(int ExitCode, IReadOnlyList<string> Failures);
