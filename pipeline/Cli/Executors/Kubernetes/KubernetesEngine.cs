using Curation.Cli.Running;
using Curation.Core.Errors;
using Curation.Core.Runtime;
using k8s;

namespace Curation.Cli.Executors.Kubernetes;

/// <summary>The engine <c>kubernetes</c> of <c>curate submit</c>.</summary>
static class KubernetesEngine
{
    /// <summary>Prints the ConfigMap and the Jobs of the next step; nothing is asked of a cluster.</summary>
    public static async Task PrintAsync(RunSetup setup, string runFile, TextWriter output, CancellationToken cancellationToken)
    {
        var plan = new KubernetesPlan(setup, runFile);
        await output.WriteLineAsync(KubernetesYaml.Serialize(plan.ConfigMap())).ConfigureAwait(false);
        var shown = false;
        foreach (var step in setup.Steps)
        {
            if (shown)
            {
                await output.WriteLineAsync($"# step {step.Name}: its Jobs follow when the steps before are done").ConfigureAwait(false);
                continue;
            }
            var tasks = setup.Runner.Tasks(step).Length;
            var committed = await setup.Context.Manifests.CommittedAsync(step, cancellationToken).ConfigureAwait(false);
            if (committed.Count >= tasks) continue;
            shown = true;
            int[] missing = [.. Enumerable.Range(0, tasks).Where(t => !committed.Contains(t))];
            foreach (var job in plan.Jobs(step, missing, 0))
                await output.WriteLineAsync($"---\n# step {step.Name}: {missing.Length} tasks in {job.Spec.Completions} indexes\n{KubernetesYaml.Serialize(job)}").ConfigureAwait(false);
        }
    }

    /// <summary>How the run's Jobs are ended by hand.</summary>
    public static string Cancelling(RunSetup setup) =>
        $"kubectl delete jobs --namespace {setup.Context.Run.File.Cluster.Kubernetes.Namespace} --selector {KubernetesPlan.RunLabel}={KubernetesPlan.NameOf(setup)}";

    /// <summary>Takes the run through the cluster.</summary>
    public static async Task<RunOutcome> RunAsync(RunSetup setup, string runFile, CancellationToken cancellationToken)
    {
        var output = setup.Context.Run.File.Output.Directory;
        if (!output.StartsWith('/') && !output.Contains("://", StringComparison.Ordinal))
            throw new ConfigException($"output.directory: pods do not see '{output}'; use s3://, or a full path on a volume of cluster.kubernetes.claims that this process mounts at the same place");
        using var client = KubernetesJobs.Connect();
        var plan = new KubernetesPlan(setup, runFile);
        var jobs = new KubernetesJobs(client, plan, setup.Context.Run.File.Cluster.Kubernetes.Namespace);
        return await new KubernetesDriver(setup, plan, jobs, Console.Error, TimeProvider.System).RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
