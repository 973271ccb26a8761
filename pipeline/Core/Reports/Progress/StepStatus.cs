using System.Collections.Immutable;
using Curation.Core.Runs.Signs;

namespace Curation.Core.Reports.Progress;

/// <summary>How far a step has come, as the run's folder shows it.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Tasks">Number of its tasks; -1 until the steps before are done.</param>
/// <param name="Done">Tasks that are committed.</param>
public sealed record StepStatus(string Step, int Tasks, int Done)
{
    /// <summary>Whether all tasks are committed.</summary>
    public bool IsDone => Done == Tasks;

    /// <summary>Tasks that living processes work on now.</summary>
    public int Running { get; init; }

    /// <summary>Tasks that are not committed and have stored a checkpoint, from which the next attempt goes on.</summary>
    public int AtCheckpoint { get; init; }

    /// <summary>Tasks that failed after their last attempt and that nobody has done since; -1 is a process that ended with an error.</summary>
    public ImmutableArray<TaskFailure> Failures { get; init; } = [];

    /// <summary>Signs of living processes.</summary>
    public ImmutableArray<ProcessSign> Living { get; init; } = [];

    /// <summary>Signs that are older than the newest object by several intervals: processes that were killed, or cannot reach the storage.</summary>
    public ImmutableArray<ProcessSign> Silent { get; init; } = [];

    /// <summary>Tasks an hour lately; null before the second commit.</summary>
    public double? TasksPerHour { get; init; }

    /// <summary>Stored bytes of the input a second lately, for a step that reads.</summary>
    public double? BytesPerSecond { get; init; }

    /// <summary>Time left at that rate; null if it is not known or nobody works.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>When the newest object of the step was stored, by the storage's clock.</summary>
    public DateTimeOffset? Newest { get; init; }
}
