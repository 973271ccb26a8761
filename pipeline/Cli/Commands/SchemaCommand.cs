using System.CommandLine;
using System.Text.Json;
using Curation.Cli.Running;
using Curation.Core.Errors;

namespace Curation.Cli.Commands;

/// <summary><c>curate schema</c>: the JSON Schema of run files, option texts and defaults included.</summary>
static class SchemaCommand
{
    static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    public static Command Create()
    {
        var command = new Command("schema", "Prints the JSON Schema of run files.");
        command.SetAction(async (_, _) =>
        {
            await Console.Out.WriteLineAsync(RunFileSchema.Make(Catalog.Default).ToJsonString(s_json)).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }
}
