using System.Text.RegularExpressions;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Tests.Runtime;
using k8s;
using k8s.Models;

namespace Curation.Tests.Cluster.Kubernetes;

/// <summary>The objects that are made: read back strictly by the client's models, and the same as in the golden file.</summary>
public sealed partial class KubernetesPlanTests
{
    static readonly string s_golden = Path.Combine(Repository.Root, "tests/Curation.Tests/Cluster/Kubernetes/objects.yaml");

    [Fact]
    public async Task DryRun_WithAllOptions_IsTheGoldenFile()
    {
        using var run = new SampleRun(documents: 100);
        var text = await File.ReadAllTextAsync(run.RunFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(run.RunFile, text.Replace("\"seed\": 42,", """
            "seed": 42,
            "cluster": { "time": "1-02:00:00", "memory": "8Gi", "cpus": 4, "gpus": 1, "parallel": 50, "tasksPerJob": 2, "graceSeconds": 90, "setup": ["umask 022"],
              "kubernetes": { "namespace": "corpus", "image": "registry.example/curate:1.0", "serviceAccount": "curate-tasks", "secrets": ["curate-storage"],
                "environment": { "AWS_REGION": "eu-central-1" }, "claims": { "corpus": "/data" }, "scratchSize": "20Gi", "workingDirectory": "/data",
                "nodeSelector": { "pool": "batch" }, "tolerations": ["nvidia.com/gpu"], "retries": 5 } },
            """, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var (code, output, error) = await SampleRun.OutputAsync("submit", run.RunFile, "--engine", "kubernetes", "--dry-run");
        Assert.True(code == ExitCode.Done, error);
        // What differs from run to run: folders and ids.
        output = Hex().Replace(output.Replace(run.Folder, "/folder", StringComparison.Ordinal), m => new string('0', m.Length));
        var objects = KubernetesYaml.LoadAllFromString(output, strict: true);
        Assert.Equal([typeof(V1ConfigMap), typeof(V1Job)], objects.Select(o => o.GetType()));
        foreach (var made in objects)
            Assert.Equal(KubernetesYaml.Serialize(made), KubernetesYaml.Serialize(KubernetesYaml.LoadAllFromString(KubernetesYaml.Serialize(made), strict: true).Single()));
        Assert.Equal(await File.ReadAllTextAsync(s_golden, TestContext.Current.CancellationToken), output);
    }

    [Fact]
    public async Task DryRun_MistakenTime_SaysSo()
    {
        using var run = new SampleRun(documents: 100);
        var text = await File.ReadAllTextAsync(run.RunFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(run.RunFile, text.Replace("\"seed\": 42,", "\"seed\": 42, \"cluster\": { \"time\": \"soon\" },", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var (code, _, error) = await SampleRun.OutputAsync("submit", run.RunFile, "--engine", "kubernetes", "--dry-run");
        Assert.Equal(ExitCode.BadConfig, code);
        Assert.Contains("expected such as 02:00:00", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Base_OfKustomize_IsWhatTheModelsRead()
    {
        var folder = Path.Combine(Repository.Root, "infra/kubernetes");
        var kustomization = File.ReadAllText(Path.Combine(folder, "kustomization.yaml"));
        var files = Directory.GetFiles(folder, "*.yaml").Where(f => Path.GetFileName(f) != "kustomization.yaml").ToArray();
        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.Contains($"- {Path.GetFileName(f)}\n", kustomization, StringComparison.Ordinal));
        var objects = files.SelectMany(f => KubernetesYaml.LoadAllFromString(File.ReadAllText(f), strict: true)).ToArray();
        var rules = objects.OfType<V1Role>().Single().Rules;
        // What the driver calls.
        foreach (var (group, resource, verb) in new[] { ("", "configmaps", "create"), ("batch", "jobs", "create"), ("batch", "jobs", "list"), ("batch", "jobs", "delete"), ("", "pods", "list"), ("", "pods/log", "get") })
            Assert.Contains(rules, r => r.ApiGroups.Contains(group) && r.Resources.Contains(resource) && r.Verbs.Contains(verb));
        var job = objects.OfType<V1CronJob>().Single().Spec.JobTemplate.Spec;
        Assert.Equal("Never", job.Template.Spec.RestartPolicy);
        Assert.Contains(objects.OfType<V1ServiceAccount>(), a => a.Metadata.Name == job.Template.Spec.ServiceAccountName);
        var run = RunFileReader.Parse(RunParameters.Apply(File.ReadAllBytes(Path.Combine(folder, "crawl.json")), ["crawl=CC-MAIN-2026-10"], "crawl.json"), "crawl.json");
        Assert.Equal("s3://commoncrawl/crawl-data/CC-MAIN-2026-10/warc.paths.gz", Assert.Single(Assert.Single(run.Inputs).Paths));
        Assert.Equal("s3://corpus/crawls/CC-MAIN-2026-10", run.Output.Directory);
        Assert.Contains(objects.OfType<V1ServiceAccount>(), a => a.Metadata.Name == run.Cluster.Kubernetes.ServiceAccount);
    }

    [GeneratedRegex("[0-9a-f]{12,}")]
    private static partial Regex Hex();
}
