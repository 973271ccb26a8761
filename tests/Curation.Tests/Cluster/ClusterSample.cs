using Curation.Tests.Runtime;

namespace Curation.Tests.Cluster;

/// <summary>The input that all runs through the cluster share, and what it gives on one machine: made once.</summary>
sealed class ClusterSample : IDisposable
{
    readonly SampleRun _run;
    readonly Lazy<Task<string[]>> _local;

    public ClusterSample(int documents = 9000)
    {
        _run = new(documents, partRecords: 50);
        _local = new(LocalAsync);
    }

    public string Folder => _run.Folder;

    /// <summary>Names and digests of what a local run publishes.</summary>
    public Task<string[]> Local => _local.Value;

    /// <summary>The run file's text with another output, and what stands before it.</summary>
    public string Text(string output, string members) => File.ReadAllText(_run.RunFile)
        .Replace("\"seed\": 42,", $"\"seed\": 42, {members}", StringComparison.Ordinal)
        .Replace("\"bytes\": 100000", "\"bytes\": 400000", StringComparison.Ordinal)
        .Replace("\"shardBytes\": 200000", "\"shardBytes\": 600000", StringComparison.Ordinal)
        .Replace($"\"{_run.Output}\"", $"\"{output}\"", StringComparison.Ordinal);

    public void Dispose() => _run.Dispose();

    async Task<string[]> LocalAsync()
    {
        var (file, output) = (Path.Combine(Folder, "local.json"), Path.Combine(Folder, "local"));
        await File.WriteAllTextAsync(file, Text(output, ""));
        var (code, error) = await SampleRun.RunAsync("run", file);
        Assert.True(code == 0, error);
        return ClusterRun.Digests(output);
    }
}
