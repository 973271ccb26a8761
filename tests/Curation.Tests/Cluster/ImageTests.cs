using System.Diagnostics;
using Curation.Tests.Runtime;

namespace Curation.Tests.Cluster;

/// <summary>The image for cluster nodes, whose Dockerfile is taken step by step into a folder where there is no container engine.</summary>
public sealed class ImageTests
{
    static readonly string s_script = Path.Combine(Repository.Root, "infra/image.sh");
    readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    /// <summary>An engine sees only what .dockerignore lets through.</summary>
    [Fact]
    public async Task Dockerfile_WhatItCopies_IsSeenByTheEngine()
    {
        var allowed = (await File.ReadAllLinesAsync(Path.Combine(Repository.Root, ".dockerignore"), _cancellation)).Where(l => l.StartsWith('!')).Select(l => l[1..]).ToArray();
        var sources = (await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "infra/Dockerfile"), _cancellation)).Where(l => l.StartsWith("COPY ", StringComparison.Ordinal)).SelectMany(l => l.Split(' ')[1..^1]).ToArray();
        Assert.NotEmpty(sources);
        Assert.Equal(sources.Order(StringComparer.Ordinal), allowed.Order(StringComparer.Ordinal));
        Assert.All(sources.Where(s => !s.StartsWith("artifacts/", StringComparison.Ordinal)), s => Assert.True(Path.Exists(Path.Combine(Repository.Root, s)), s));
    }

    /// <summary>The published program in nothing but the image's own files, as its user: its version, and a run with the bytes of one outside.</summary>
    [Fact]
    [Trait("Tier", "all")]
    public async Task Image_BuiltIntoAFolder_RunsTheSampleAsItsUser()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to change the root folder");
        Assert.SkipUnless(File.Exists("/usr/bin/mmdebstrap"), "needs mmdebstrap: infra/setup/image.sh as root");
        if (!File.Exists(Path.Combine(Repository.Root, "artifacts/publish/curate/curate"))) await OkAsync(Path.Combine(Repository.Root, "infra/publish.sh"));
        using var run = new SampleRun(documents: 2000);
        var image = Path.Combine(run.Folder, "image");
        TestContext.Current.TestOutputHelper!.WriteLine(await OkAsync(s_script, "build", image));
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+", await OkAsync(s_script, "run", image, run.Folder, "--version"));

        Assert.Equal(0, (await SampleRun.RunAsync("run", run.RunFile)).ExitCode);
        var outside = run.Shards();
        Directory.Delete(run.Output, recursive: true);
        var file = Path.Combine(run.Folder, "inside.json");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(run.RunFile, _cancellation)).Replace(run.Folder, "/data", StringComparison.Ordinal), _cancellation);
        Directory.CreateDirectory(run.Output);
        await OkAsync("chmod", "777", run.Output);
        await OkAsync("chmod", "755", run.Folder);
        await OkAsync(s_script, "run", image, run.Folder, "run", "/data/inside.json");
        Assert.Equal(outside.Select(Digest), run.Shards().Select(Digest));
        Assert.StartsWith("65534 ", await OkAsync("stat", "-c", "%u %n", Path.Combine(run.Output, "shards")), StringComparison.Ordinal);
    }

    static string Digest(string named) => named.Split(' ')[1];

    async Task<string> OkAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(_cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(_cancellation);
        await process.WaitForExitAsync(_cancellation);
        var said = await error;
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {process.ExitCode}\n{said}");
        return output.Trim();
    }
}
