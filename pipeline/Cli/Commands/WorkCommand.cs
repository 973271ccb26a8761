using System.CommandLine;
using System.Globalization;
using Curation.Cli.Running;
using Curation.Core.Errors;

namespace Curation.Cli.Commands;

/// <summary><c>curate work RUN.json --step S --tasks A-B</c>: what a scheduler starts.</summary>
static class WorkCommand
{
    public static Command Create()
    {
        var file = Arguments.RunFile();
        var workers = Arguments.Workers();
        var scratch = Arguments.Scratch();
        var metrics = Arguments.Metrics();
        var step = new Option<string>("--step") { Description = "Name of the step, as 'curate check' lists it.", Required = true };
        var tasks = new Option<string>("--tasks") { Description = "A task's number, or a range such as 0-9.", Required = true };
        var inputs = new Option<string?>("--inputs") { Description = "Listings that 'curate submit' froze; without them the inputs are listed again." };
        var command = new Command("work", "Runs some tasks of one step; the steps before it must be done.") { file, step, tasks, inputs, workers, scratch, metrics };
        command.SetAction((parsed, cancellationToken) =>
        {
            var (first, last) = Range(parsed.GetRequiredValue(tasks));
            return RunHost.RunAsync(new()
            {
                RunFile = parsed.GetRequiredValue(file),
                Workers = parsed.GetValue(workers),
                Scratch = parsed.GetValue(scratch),
                MetricsPort = parsed.GetValue(metrics),
                Step = parsed.GetRequiredValue(step),
                FirstTask = first,
                LastTask = last,
                Inputs = parsed.GetValue(inputs),
            }, cancellationToken);
        });
        return command;
    }

    static (int First, int Last) Range(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var first = dash < 0 ? text : text[..dash];
        var last = dash < 0 ? text : text[(dash + 1)..];
        if (int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to) && from <= to)
            return (from, to);
        throw new ConfigException($"--tasks: expected a number or a range such as 0-9, found '{text}'");
    }
}
