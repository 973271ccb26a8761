using Curation.Core.Errors;
using Curation.Tests.Storage.Faults;

namespace Curation.Tests.Storage.S3;

/// <summary>Whole runs from objects to published objects.</summary>
[Trait("Tier", "cluster")]
public sealed class S3RunTests(S3Server server)
{
    [Fact]
    public async Task Run_RemoteOrLocalOutput_GivesTheSameBytes()
    {
        using var run = await RemoteRun.CreateAsync(server, documents: 2000, files: 4);
        var (code, error) = await run.RunAsync(server.EndpointOrSkip(), "run", run.RunFile(run.Output("out")));
        Assert.True(code == ExitCode.Done, error);
        var remote = await run.PublishedAsync(run.Output("out"));
        (code, error) = await run.RunAsync(server.EndpointOrSkip(), "run", run.RunFile(run.Local("out")));
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(await run.PublishedAsync(run.Local("out")), remote);
        Assert.True(remote.Length > 2, string.Join('\n', remote));
        // Every object below the output is one that a manifest names, a manifest, or the probe.
        Assert.DoesNotContain(await run.ListAsync(run.Output("out")), p => p.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public Task Run_KilledAndResumed_GivesTheSameBytes() => KilledAsync(documents: 3000, files: 4, attempts: 4, leastKills: 1, seed: 13);

    [Fact, Trait("Tier", "all")]
    public Task Run_KilledTwentyTimes_GivesTheSameBytes() => KilledAsync(documents: 100_000, files: 60, attempts: 20, leastKills: 20, seed: 14);

    [Fact]
    public async Task Run_ThroughFaults_GivesTheSameBytes()
    {
        using var run = await RemoteRun.CreateAsync(server, documents: 1000, files: 3);
        var (code, error) = await run.RunAsync(server.EndpointOrSkip(), "run", run.RunFile(run.Output("whole")));
        Assert.True(code == ExitCode.Done, error);
        await using var proxy = new FaultProxy(server.EndpointOrSkip(), seed: 21, rate: 0.1);
        (code, error) = await run.RunAsync(proxy.Url, "run", run.RunFile(run.Output("faulty")));
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(await run.PublishedAsync(run.Output("whole")), await run.PublishedAsync(run.Output("faulty")));
        Assert.True(proxy.Done.Count >= 7, $"few faults: {string.Join(' ', proxy.Done)}");
        Assert.Contains("throttles: requests slowed down", error, StringComparison.Ordinal);
    }

    /// <summary>A session token whose time is over in the middle of the run, seen by reads and by writes.</summary>
    [Theory]
    [InlineData(400, "ExpiredToken", "they have expired")]
    [InlineData(403, "RequestTimeTooSkewed", "set it right (NTP)")]
    public async Task Run_RefusedInTheMiddle_SaysSoAndContinuesWhenItIsMended(int status, string code, string words)
    {
        using var run = await RemoteRun.CreateAsync(server, documents: 2000, files: 4);
        var (exit, error) = await run.RunAsync(server.EndpointOrSkip(), "run", run.RunFile(run.Output("whole")));
        Assert.True(exit == ExitCode.Done, error);
        await using var proxy = new FaultProxy(server.EndpointOrSkip(), seed: 1, rate: 0);
        var stored = 0;
        proxy.Refusal = request =>
        {
            if (request.Method == "PUT" && request.Target.Contains("/steps/", StringComparison.Ordinal)) Interlocked.Increment(ref stored);
            return stored < 6 ? null : HttpMessage.Answer(status, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>As the test says.</Message></Error>", ("Content-Type", "application/xml"));
        };
        (exit, error) = await run.RunAsync(proxy.Url, "run", run.RunFile(run.Output("expired")));
        Assert.Equal(ExitCode.TasksFailed, exit);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.Contains("what is committed stays", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Curation", error, StringComparison.Ordinal);
        var before = await run.ListAsync($"{run.Output("expired")}/steps/**");
        Assert.NotEmpty(before);
        proxy.Refusal = null;
        (exit, error) = await run.RunAsync(proxy.Url, "run", run.RunFile(run.Output("expired")));
        Assert.True(exit == ExitCode.Done, error);
        Assert.Equal(await run.PublishedAsync(run.Output("whole")), await run.PublishedAsync(run.Output("expired")));
        Assert.Empty(before.Where(p => p.EndsWith(".json", StringComparison.Ordinal)).Except(await run.ListAsync($"{run.Output("expired")}/steps/**")));
    }

    [Fact]
    public async Task Run_ObjectThatIsMissing_FailsOrIsCountedAsTheInputSays()
    {
        using var run = await RemoteRun.CreateAsync(server, documents: 400, files: 4);
        await run.DeleteAsync("in/2.jsonl");
        var paths = "in/0.jsonl in/1.jsonl in/2.jsonl in/3.jsonl";
        var (code, error) = await run.RunAsync(server.EndpointOrSkip(), "run", run.RunFile(run.Output("out"), "fail", paths));
        Assert.Equal(ExitCode.BadConfig, code);
        Assert.Contains("in/2.jsonl", error, StringComparison.Ordinal);
        (code, error) = await run.RunAsync(server.EndpointOrSkip(), "run", run.RunFile(run.Output("out"), "skip", paths));
        Assert.True(code == ExitCode.Done, error);
        Assert.NotEmpty(await run.PublishedAsync(run.Output("out")));
    }

    [Fact]
    public async Task Run_Offline_TakesLoopbackAndRefusesTheRest()
    {
        using var run = await RemoteRun.CreateAsync(server, documents: 200, files: 1);
        var (code, error) = await run.RunAsync(server.EndpointOrSkip(), "run", "--offline", run.RunFile(run.Output("out")));
        Assert.True(code == ExitCode.Done, error);
        (code, error) = await run.RunAsync("https://s3.example.org", "run", "--offline", run.RunFile(run.Output("out")));
        Assert.Equal(ExitCode.BadConfig, code);
        Assert.Contains("--offline", error, StringComparison.Ordinal);
    }

    async Task KilledAsync(int documents, int files, int attempts, int leastKills, int seed)
    {
        using var run = await RemoteRun.CreateAsync(server, documents, files);
        var (code, error) = await run.RunAsync(server.EndpointOrSkip(), "run", run.RunFile(run.Output("whole")));
        Assert.True(code == ExitCode.Done, error);
        var random = new Random(seed);
        var killed = 0;
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            using var process = run.Start(server.EndpointOrSkip(), "run", run.RunFile(run.Output("killed")));
            _ = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await Task.Delay(random.Next(700, 1800), TestContext.Current.CancellationToken);
            if (!process.HasExited)
            {
                process.Kill();
                killed++;
            }
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        Assert.True(killed >= leastKills, $"{killed} of {attempts} attempts lived long enough to be killed");
        (code, error) = await run.RunAsync(server.EndpointOrSkip(), "run", run.RunFile(run.Output("killed")));
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(await run.PublishedAsync(run.Output("whole")), await run.PublishedAsync(run.Output("killed")));
    }
}
