using System.CommandLine;
using Curation.Cli.Running;

namespace Curation.Cli.Commands;

/// <summary><c>curate run RUN.json [--workers N] [--metrics PORT]</c>: all steps here; resumes by itself.</summary>
static class RunCommand
{
    public static Command Create()
    {
        var file = Arguments.RunFile();
        var workers = Arguments.Workers();
        var scratch = Arguments.Scratch();
        var metrics = Arguments.Metrics();
        var command = new Command("run", "Runs all steps here; what is committed is not done again.") { file, workers, scratch, metrics };
        command.SetAction((parsed, cancellationToken) => RunHost.RunAsync(new()
        {
            RunFile = parsed.GetRequiredValue(file),
            Workers = parsed.GetValue(workers),
            Scratch = parsed.GetValue(scratch),
            MetricsPort = parsed.GetValue(metrics),
        }, cancellationToken));
        return command;
    }
}
