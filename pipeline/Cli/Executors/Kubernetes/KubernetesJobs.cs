using System.Globalization;
using System.Net;
using Curation.Core.Errors;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;
using k8s.Models;

namespace Curation.Cli.Executors.Kubernetes;

/// <summary>The calls of the Kubernetes API that the driver makes.</summary>
/// <param name="client">The cluster.</param>
/// <param name="plan">Labels of the run's objects.</param>
/// <param name="space">Their namespace.</param>
sealed class KubernetesJobs(IKubernetes client, KubernetesPlan plan, string space)
{
    /// <summary>The cluster of the kubeconfig file (<c>KUBECONFIG</c>, else in the home folder), or the one that this process runs in.</summary>
    /// <exception cref="ConfigException">There is none.</exception>
    public static IKubernetes Connect()
    {
        try { return new k8s.Kubernetes(KubernetesClientConfiguration.BuildDefaultConfig()); }
        catch (Exception error) when (error is KubeConfigException or IOException or YamlDotNet.Core.YamlException)
        {
            throw new ConfigException($"no Kubernetes cluster is configured: {error.Message}; set KUBECONFIG, or use --dry-run to see the Jobs", error);
        }
    }

    /// <summary>Stores the run file; that of an earlier driver stays, since its run id is the same.</summary>
    public Task StoreAsync(V1ConfigMap map, CancellationToken cancellationToken) =>
        CallAsync(async () => { await client.CoreV1.CreateNamespacedConfigMapAsync(map, space, cancellationToken: cancellationToken).ConfigureAwait(false); }, conflict: true);

    /// <summary>Creates a Job. False if another driver has created one of that name.</summary>
    public Task<bool> CreateAsync(V1Job job, CancellationToken cancellationToken) =>
        CallAsync(async () => { await client.BatchV1.CreateNamespacedJobAsync(job, space, cancellationToken: cancellationToken).ConfigureAwait(false); }, conflict: true);

    /// <summary>The Jobs of a step.</summary>
    public async Task<IList<V1Job>> ListAsync(Core.Runs.Step step, CancellationToken cancellationToken)
    {
        V1JobList? jobs = null;
        await CallAsync(async () => { jobs = await client.BatchV1.ListNamespacedJobAsync(space, labelSelector: Selector(plan.Labels(step)), cancellationToken: cancellationToken).ConfigureAwait(false); }).ConfigureAwait(false);
        return jobs!.Items;
    }

    /// <summary>Deletes a Job with its pods; nothing happens if it is gone.</summary>
    public Task DeleteAsync(V1Job job, CancellationToken cancellationToken) =>
        CallAsync(async () => { await client.BatchV1.DeleteNamespacedJobAsync(job.Metadata.Name, space, propagationPolicy: "Background", cancellationToken: cancellationToken).ConfigureAwait(false); }, missing: true);

    /// <summary>Lines of the logs of a Job's failed pods, each with the exit code of its container.</summary>
    public async Task<List<(string Pod, int Code, string[] Lines)>> FailedAsync(V1Job job, CancellationToken cancellationToken)
    {
        var failed = new List<(string, int, string[])>();
        await CallAsync(async () =>
        {
            var pods = await client.CoreV1.ListNamespacedPodAsync(space, labelSelector: $"job-name={job.Metadata.Name}", cancellationToken: cancellationToken).ConfigureAwait(false);
            foreach (var pod in pods.Items.Where(p => p.Status?.Phase == "Failed"))
            {
                var code = pod.Status.ContainerStatuses?.FirstOrDefault()?.State?.Terminated?.ExitCode ?? -1;
                using var log = await client.CoreV1.ReadNamespacedPodLogAsync(pod.Metadata.Name, space, tailLines: 200, cancellationToken: cancellationToken).ConfigureAwait(false);
                using var reader = new StreamReader(log);
                failed.Add((pod.Metadata.Name, code, (await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries)));
            }
        }, missing: true).ConfigureAwait(false);
        return failed;
    }

    static string Selector(Dictionary<string, string> labels) => string.Join(',', labels.Select(l => $"{l.Key}={l.Value}"));

    /// <summary>Calls, with what the server says as the error. False if it says that the object is there, or is gone, where that does not matter.</summary>
    static async Task<bool> CallAsync(Func<Task> call, bool conflict = false, bool missing = false)
    {
        try
        {
            await call().ConfigureAwait(false);
            return true;
        }
        catch (HttpOperationException error) when (conflict && error.Response.StatusCode == HttpStatusCode.Conflict) { return false; }
        catch (HttpOperationException error) when (missing && error.Response.StatusCode == HttpStatusCode.NotFound) { return false; }
        catch (HttpOperationException error)
        {
            throw new ConfigException(string.Create(CultureInfo.InvariantCulture,
                $"Kubernetes answered {(int)error.Response.StatusCode}: {error.Response.Content}; correct the run file's cluster section, the rights of this account or the cluster, then submit again: what is committed stays"), error);
        }
        catch (HttpRequestException error)
        {
            throw new StopException($"Kubernetes cannot be reached: {error.Message}", error);
        }
    }
}
