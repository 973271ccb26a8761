using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using k8s;
using k8s.Models;

namespace Curation.Tests.Cluster.Kubernetes;

/// <summary>
/// What the driver needs of a Kubernetes API, on loopback: objects are read strictly, and each pod's command is run on this machine as the Job would run it:
/// with the index in its environment, its volumes as folders, and the Job's own failure policy deciding what its exit code means. No kubelet, no scheduler.
/// </summary>
sealed class LocalJobServer : IDisposable
{
    readonly HttpListener _listener = new();
    readonly SemaphoreSlim _slots = new(2);
    readonly string _folder;

    public LocalJobServer(string folder)
    {
        _folder = folder;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            _listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        }
        _listener.Start();
        KubeConfig = Path.Combine(folder, "kubeconfig");
        File.WriteAllText(KubeConfig, $$"""
            apiVersion: v1
            kind: Config
            current-context: local
            clusters: [ { name: local, cluster: { server: "{{_listener.Prefixes.Single()}}" } } ]
            users: [ { name: local, user: { token: any } } ]
            contexts: [ { name: local, context: { cluster: local, user: local } } ]
            """);
        _ = Task.Run(ServeAsync);
    }

    /// <summary>File for the variable <c>KUBECONFIG</c>.</summary>
    public string KubeConfig { get; }

    public ConcurrentDictionary<string, LocalJob> Jobs { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, V1ConfigMap> Maps { get; } = new(StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (var job in Jobs.Values) job.End();
        _listener.Close();
    }

    async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try { context = await _listener.GetContextAsync(); }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException) { return; }
            var (status, body) = await AnswerAsync(context.Request);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            try
            {
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
            catch (HttpListenerException)
            {
                // The driver was killed while it asked.
            }
        }
    }

    async Task<(int Status, string Body)> AnswerAsync(HttpListenerRequest request)
    {
        using var reader = new StreamReader(request.InputStream);
        var body = await reader.ReadToEndAsync();
        var path = request.Url!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            switch (request.HttpMethod, path)
            {
                case ("POST", ["api", "v1", "namespaces", _, "configmaps"]):
                    var map = KubernetesYaml.Deserialize<V1ConfigMap>(body, strict: true);
                    return Maps.TryAdd(map.Metadata.Name, map) ? (201, body) : (409, "{}");
                case ("POST", ["apis", "batch", "v1", "namespaces", _, "jobs"]):
                    var job = KubernetesYaml.Deserialize<V1Job>(body, strict: true);
                    var local = new LocalJob(job, _folder, _slots, Maps);
                    if (!Jobs.TryAdd(job.Metadata.Name, local)) return (409, "{}");
                    local.Start();
                    return (201, body);
                case ("GET", ["apis", "batch", "v1", "namespaces", _, "jobs"]):
                    var wanted = request.QueryString["labelSelector"]!.Split(',').Select(l => l.Split('=')).ToArray();
                    return (200, KubernetesJson.Serialize(new V1JobList { Items = [.. Jobs.Values.Where(j => wanted.All(w => j.Job.Metadata.Labels[w[0]] == w[1])).Select(j => j.Now())] }));
                case ("DELETE", ["apis", "batch", "v1", "namespaces", _, "jobs", var name]):
                    if (!Jobs.TryRemove(name, out var gone)) return (404, "{}");
                    gone.End();
                    return (200, "{}");
                case ("GET", ["api", "v1", "namespaces", _, "pods"]):
                    return (200, KubernetesJson.Serialize(new V1PodList { Items = [.. Jobs[request.QueryString["labelSelector"]!.Split('=')[1]].Pods.Select(p => p.Object())] }));
                case ("GET", ["api", "v1", "namespaces", _, "pods", var pod, "log"]):
                    return (200, Jobs.Values.SelectMany(j => j.Pods).Single(p => p.Name == pod).Log);
                default:
                    return (404, "{}");
            }
        }
        catch (Exception error) when (error is YamlDotNet.Core.YamlException or KeyNotFoundException or ArgumentException) { return (400, error.Message); }
    }
}
