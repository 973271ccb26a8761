using System.Diagnostics;
using Amazon.S3;
using Curation.Core.Storage;
using Curation.Tests.Storage.S3;

[assembly: AssemblyFixture(typeof(S3Server))]

namespace Curation.Tests.Storage.S3;

/// <summary>The checkout's radosgw, started when the first test asks for it and ended with the tests; those skip, visibly, where it cannot be had.</summary>
public sealed class S3Server : IAsyncDisposable
{
    readonly Lazy<string?> _started = new(Start);
    int _buckets;
    static bool s_mine;

    /// <summary>URL of the server; credentials are in the environment, as the SDK's chain takes them.</summary>
    public string EndpointOrSkip()
    {
        Assert.SkipUnless(_started.Value is not null, "needs radosgw: infra/setup/s3.sh as root, with Debian's packages at hand");
        return _started.Value!;
    }

    /// <summary>A new, empty bucket.</summary>
    public async Task<string> BucketOrSkipAsync()
    {
        using var client = Client();
        var name = $"b{Environment.ProcessId}-{Environment.TickCount64}-{Interlocked.Increment(ref _buckets)}";
        await client.PutBucketAsync(name, TestContext.Current.CancellationToken);
        return name;
    }

    public AmazonS3Client Client() => new(new AmazonS3Config { ServiceURL = EndpointOrSkip(), ForcePathStyle = true, AuthenticationRegion = "us-east-1", RequestChecksumCalculation = Amazon.Runtime.RequestChecksumCalculation.WHEN_REQUIRED });

    /// <summary>A storage as runs use it.</summary>
    public StorageRouter Storage(string? endpoint = null) => new(new() { Endpoint = endpoint ?? EndpointOrSkip() });

    public ValueTask DisposeAsync()
    {
        if (s_mine) Run("down.sh");
        return ValueTask.CompletedTask;
    }

    static string? Start()
    {
        // Tests install nothing: infra/setup does.
        if (!File.Exists("/usr/bin/radosgw")) return null;
        var before = Process.GetProcessesByName("radosgw").Length;
        if (Run("up.sh") is not { } env) return null;
        s_mine = Process.GetProcessesByName("radosgw").Length > before;
        foreach (var assignment in File.ReadAllText(env.Trim()).Trim().Split(' ').Skip(1))
        {
            var (name, value) = (assignment[..assignment.IndexOf('=', StringComparison.Ordinal)], assignment[(assignment.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (name == "AWS_ENDPOINT_URL_S3") continue;
            Environment.SetEnvironmentVariable(name, value);
        }
        return File.ReadAllText(env.Trim()).Split("AWS_ENDPOINT_URL_S3=")[1].Split(' ')[0];
    }

    static string? Run(string script)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "infra/s3", script)) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) Console.Error.WriteLine($"infra/s3/{script}: {error.Result}");
        return process.ExitCode == 0 ? output : null;
    }
}
