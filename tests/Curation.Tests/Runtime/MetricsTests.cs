using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Curation.Core.Errors;

namespace Curation.Tests.Runtime;

public sealed partial class MetricsTests
{
    [Fact]
    public async Task Run_WithMetrics_ServesWhatTheStepsHaveDone()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var port = FreePort();
        using var run = new SampleRun(documents: 6000, files: 12);
        using var process = SampleRun.Start("run", run.RunFile, "--workers", "1", "--metrics", port.ToString(CultureInfo.InvariantCulture));
        var error = process.StandardError.ReadToEndAsync(cancellation);
        using var client = new HttpClient();
        var seen = "";
        while (!process.HasExited && !(Documents().Match(seen) is { Success: true } found && long.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) > 0))
        {
            try
            {
                seen = await client.GetStringAsync($"http://127.0.0.1:{port}/metrics", cancellation);
            }
            catch (HttpRequestException)
            {
                // Not listening yet, or no longer.
            }
            await Task.Delay(20, cancellation);
        }
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, await error);
        Assert.Matches(Documents(), seen);
        Assert.Contains("# TYPE curate_tasks_done_total counter", seen, StringComparison.Ordinal);
        Assert.Contains("curate_tasks{", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PortTaken_SaysSoBeforeTheFirstTask()
    {
        using var listener = new HttpListener();
        var port = FreePort();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        using var run = new SampleRun(documents: 20, files: 1);
        var (code, error) = await SampleRun.RunAsync("run", run.RunFile, "--metrics", port.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(ExitCode.BadConfig, code);
        Assert.Contains($"--metrics: cannot listen on 127.0.0.1:{port}", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(run.Output, "steps")));
    }

    static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    [GeneratedRegex("^curate_documents_total\\{[^}]*step=\"[^\"]+\"[^}]*\\} (\\d+)", RegexOptions.Multiline)]
    private static partial Regex Documents();
}
