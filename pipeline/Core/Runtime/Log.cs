using Microsoft.Extensions.Logging;

namespace Curation.Core.Runtime;

/// <summary>Messages of the runtime: per task and step, never per document.</summary>
static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "step {Step} task {Task} attempt {Attempt} failed: {Cause}")]
    public static partial void AttemptFailed(ILogger log, string step, int task, int attempt, string cause, Exception? error);

    [LoggerMessage(Level = LogLevel.Information, Message = "step {Step}: {Tasks} tasks, {Committed} committed before")]
    public static partial void StepBegins(ILogger log, string step, int tasks, int committed);

    [LoggerMessage(Level = LogLevel.Information, Message = "step {Step} done")]
    public static partial void StepDone(ILogger log, string step);
}
