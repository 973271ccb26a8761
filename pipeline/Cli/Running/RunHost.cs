using System.Threading.Channels;
using Curation.Cli.Reports;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Curation.Cli.Running;

/// <summary>What <see cref="RunHost"/> is asked to do.</summary>
sealed record RunRequest
{
    public required string RunFile { get; init; }
    public int Workers { get; init; } = Environment.ProcessorCount;
    public string? Scratch { get; init; }
    public string? Step { get; init; }
    public int FirstTask { get; init; }
    public int LastTask { get; init; }
    public string? Inputs { get; init; }
    public int? MetricsPort { get; init; }
}

/// <summary>Hosts a run: workers as hosted services over a bounded queue, signals, exit codes.</summary>
static class RunHost
{
    public static async Task<int> RunAsync(RunRequest request, CancellationToken cancellationToken)
    {
        using var stop = new StopSignals(cancellationToken);
        using var logging = LoggerFactory.Create(b => b.SetMinimumLevel(LogLevel.Warning)
            .AddSimpleConsole(o => o.SingleLine = true).Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace));
        // The host is made while the run file is read: short tasks wait for both.
        var loading = Task.Run(() => RunSetup.LoadAsync(request.RunFile, request.Scratch, stop.Token, logging, request.Inputs), stop.Token);
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        var setup = await loading.ConfigureAwait(false);
        var only = Only(setup, request);
        var queue = Channel.CreateBounded<WorkItem>(request.Workers);
        for (var i = 0; i < request.Workers; i++)
            builder.Services.AddSingleton<IHostedService>(_ => new ShardWorker(queue.Reader, setup.Runner));
        using var host = builder.Build();
        await host.StartAsync(stop.Token).ConfigureAwait(false);
        try
        {
            var outcome = await (Console.IsErrorRedirected
                ? DriveAsync(new ConsoleProgress(Console.Error, TimeProvider.System))
                : TerminalProgress.ShowAsync(Console.Error, TimeProvider.System, DriveAsync)).ConfigureAwait(false);
            foreach (var failure in outcome.Failures) await Console.Error.WriteLineAsync($"failed: {failure}").ConfigureAwait(false);
            if (only is null && outcome.ExitCode == ExitCode.Done)
                await ReportPublisher.PublishAsync(setup, Console.Error, !Console.IsErrorRedirected, stop.Token).ConfigureAwait(false);
            return outcome.ExitCode;
        }
        finally
        {
            queue.Writer.TryComplete();
            await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
            await setup.DisposeAsync().ConfigureAwait(false);
        }

        async Task<RunOutcome> DriveAsync(IRunProgress progress)
        {
            using var metrics = request.MetricsPort is { } port ? new RunMetrics(progress, port) : null;
            return await new RunDriver(setup.Context, setup.Steps, setup.Runner, queue.Writer, request.Workers, metrics ?? progress).RunAsync(only, stop.Token).ConfigureAwait(false);
        }
    }

    static (Step Step, int First, int Last)? Only(RunSetup setup, RunRequest request)
    {
        if (request.Step is null) return null;
        var step = setup.Steps.FirstOrDefault(s => s.Name == request.Step)
            ?? throw new ConfigException($"--step: unknown step '{request.Step}'; {Core.Contracts.Names.DidYouMean(request.Step, setup.Steps.Select(s => s.Name))}");
        return (step, request.FirstTask, request.LastTask);
    }
}
