using System.CommandLine;
using System.Text.Json;
using Curation.Cli.Running;
using Curation.Core.Errors;
using Curation.Mixers.Evaluation;
using Curation.Mixers.Running;

namespace Curation.Cli.Commands;

/// <summary><c>curate schema</c>: the JSON Schema of run files, or of the files of a mix, option texts and defaults included.</summary>
static class SchemaCommand
{
    static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "run (default), mix (mix.json) or evals (evals.json).", DefaultValueFactory = _ => "run" };
        file.AcceptOnlyFromAmong("run", "mix", "evals");
        var command = new Command("schema", "Prints the JSON Schema of run files, or of the files of a mix.") { file };
        command.SetAction(async (parsed, _) =>
        {
            var schema = parsed.GetValue(file) switch
            {
                "mix" => OptionSchema.Of(typeof(MixOptions), "curate mix options"),
                "evals" => OptionSchema.Of(typeof(EvalsFile), "curate evals"),
                _ => RunFileSchema.Make(Catalog.Default),
            };
            await Console.Out.WriteLineAsync(schema.ToJsonString(s_json)).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }
}
