using System.CommandLine;
using System.Text.Json;
using Curation.Cli.Inspection;
using Curation.Cli.Running;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Reports;

namespace Curation.Cli.Commands;

/// <summary><c>curate why RUN.json ID-or-URL</c>: a document's whole way: origin, every score, kept or why not.</summary>
static class WhyCommand
{
    const int Unread = 20;

    public static Command Create()
    {
        var file = Arguments.RunFile();
        var name = new Argument<string>("ID-or-URL") { Description = "A document's id or URL, its record's id, or its place as container@offset." };
        var json = new Option<bool>("--json") { Description = "One JSON object a document." };
        var command = new Command("why", "Says what became of a document, and why.") { file, name, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var setup = await RunSetup.LoadAsync(parsed.GetRequiredValue(file), null, cancellationToken).ConfigureAwait(false);
            var finder = new DocumentFinder(setup.Context, setup.Steps, setup.Runner);
            var found = await finder.FindAsync(parsed.GetRequiredValue(name), cancellationToken).ConfigureAwait(false);
            if (found.Count == 0) return await NotFoundAsync(finder, parsed.GetRequiredValue(name), cancellationToken).ConfigureAwait(false);
            foreach (var trace in found)
            {
                if (parsed.GetValue(json)) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(trace, StrictJson.Options)).ConfigureAwait(false);
                else TracePrinter.Print(Console.Out, trace);
            }
            return ExitCode.Done;
        });
        return command;
    }

    static async Task<int> NotFoundAsync(DocumentFinder finder, string name, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync($"{name}: neither kept nor dropped; it was in no record that the inputs hold, or in one that could not be read").ConfigureAwait(false);
        foreach (var record in await finder.UnreadAsync(Unread, cancellationToken).ConfigureAwait(false))
            await Console.Error.WriteLineAsync($"  unread: {record.Provenance.Container}@{record.Provenance.Offset}: {record.Reason}: {record.Detail}").ConfigureAwait(false);
        return ExitCode.TasksFailed;
    }
}
