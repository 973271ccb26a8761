using Curation.Core.Errors;
using k8s.Models;

namespace Curation.Cli.Executors.Kubernetes;

/// <summary>What the end of a pod means, by the program's exit codes.</summary>
static class FailurePolicy
{
    /// <summary>Name of the container that the rules are for.</summary>
    public const string Container = "curate";

    /// <summary>A mistake in the configuration ends the Job, failed tasks end their index; what stopped at a checkpoint, or was evicted, starts again uncounted.</summary>
    public static V1PodFailurePolicy Create() => new()
    {
        Rules =
        [
            new() { Action = "FailJob", OnExitCodes = Codes(ExitCode.BadConfig) },
            new() { Action = "FailIndex", OnExitCodes = Codes(ExitCode.TasksFailed) },
            new() { Action = "Ignore", OnExitCodes = Codes(ExitCode.Resumable) },
            new() { Action = "Ignore", OnPodConditions = [new() { Type = "DisruptionTarget", Status = "True" }] },
        ],
    };

    static V1PodFailurePolicyOnExitCodesRequirement Codes(int code) => new() { ContainerName = Container, OperatorProperty = "In", Values = [code] };
}
