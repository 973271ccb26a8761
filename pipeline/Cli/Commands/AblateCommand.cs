using System.CommandLine;
using System.Text.Json;
using Curation.Cli.Mixing;
using Curation.Cli.Reports.Mixing;
using Curation.Cli.Running;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Storage;
using Curation.Mixers.Ablation;
using Curation.Mixers.Evaluation;
using Curation.Torch;

namespace Curation.Cli.Commands;

/// <summary><c>curate ablate OUTPUT</c>: what a filter does to proxies trained on text with and without it.</summary>
static class AblateCommand
{
    static readonly AblationOptions s_defaults = new() { Output = "" };
    static readonly Argument<string> s_output = new("OUTPUT") { Description = "Output folder of a run that has ended." };
    static readonly Option<string> s_evals = new("--evals") { Description = "Held-out evals (docs/evals.md): the file, or the folder of an evals.json.", Required = true };
    static readonly Option<string?> s_stage = new("--stage") { Description = "Stage to judge: kept documents against these and those that it dropped. The run needs output.droppedText -1." };
    static readonly Option<string?> s_signal = new("--signal") { Description = "Stored signal to judge a threshold of: kept documents that pass against all kept ones." };
    static readonly Option<double?> s_threshold = new("--threshold") { Description = "With --signal: least value that passes." };
    static readonly Option<bool> s_atMost = new("--at-most") { Description = "With --threshold: it is the greatest value that passes." };
    static readonly Option<string?> s_tokens = new("--tokens") { Description = "Tokens that each proxy is trained on; 2e7 and 20M are read. Default: 20 a parameter." };
    static readonly Option<int> s_seeds = new("--seeds") { Description = "Pairs of proxies, at least 2.", DefaultValueFactory = _ => s_defaults.Seeds };
    static readonly Option<int> s_seed = new("--seed") { Description = "The first seed.", DefaultValueFactory = _ => s_defaults.Seed };
    static readonly Option<string> s_size = new("--size") { Description = "Size of the proxies: demo (decides nothing), 1m, 15m or 60m.", DefaultValueFactory = _ => s_defaults.Size };
    static readonly Option<string> s_tokenizer = new("--tokenizer") { Description = "bpe (trained on both arms), bytes, or a tokenizer file of a mix.", DefaultValueFactory = _ => s_defaults.Tokenizer };
    static readonly Option<DeviceChoice> s_device = new("--device") { Description = "Where torch computes: auto, cpu or cuda.", DefaultValueFactory = _ => DeviceChoice.Auto };
    static readonly Option<string> s_directory = new("--directory") { Description = "Folder of the proxies, ablation.json and report.html; proxies that are there are used again.", DefaultValueFactory = _ => s_defaults.Directory };
    static readonly Option<bool> s_json = new("--json") { Description = "The result as JSON on standard output." };

    public static Command Create()
    {
        var command = new Command("ablate", "Trains small proxies on text with and without a filter, at equal tokens, and says what held-out evals tell of it.")
        {
            s_output, s_evals, s_stage, s_signal, s_threshold, s_atMost, s_tokens, s_seeds, s_seed, s_size, s_tokenizer, s_device, s_directory, s_json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var stop = new StopSignals(cancellation);
            var options = Options(parsed);
            options.Validate();
            var evals = parsed.GetRequiredValue(s_evals);
            if (Directory.Exists(evals)) evals = Path.Combine(evals, "evals.json");
            var progress = new TrainingProgress(2 * options.Seeds, worker: false);
            var runner = new AblationRunner(options, EvalsFile.Read(evals), new StorageRouter()) { Say = Console.Error.WriteLine, Progress = progress.Report };
            var result = await runner.RunAsync(stop.Token);
            var json = JsonSerializer.Serialize(result, StrictJson.Options);
            Directory.CreateDirectory(options.Directory);
            await File.WriteAllTextAsync(Path.Combine(options.Directory, "ablation.json"), json + "\n", stop.Token);
            var page = Path.Combine(options.Directory, "report.html");
            await File.WriteAllTextAsync(page, AblationReport.Render(result), stop.Token);
            if (parsed.GetValue(s_json)) await Console.Out.WriteLineAsync(json);
            else AblationTable.Print(result, Console.Out);
            await Console.Error.WriteLineAsync($"the page: {page}");
            return ExitCode.Done;
        });
        return command;
    }

    static AblationOptions Options(ParseResult parsed) => new()
    {
        Output = parsed.GetRequiredValue(s_output),
        Stage = parsed.GetValue(s_stage),
        Signal = parsed.GetValue(s_signal),
        Threshold = parsed.GetValue(s_threshold),
        AtMost = parsed.GetValue(s_atMost),
        Tokens = parsed.GetValue(s_tokens) is { } tokens ? (long)BlendCommand.Count("--tokens", tokens) : null,
        Seeds = parsed.GetValue(s_seeds),
        Seed = parsed.GetValue(s_seed),
        Size = parsed.GetRequiredValue(s_size),
        Tokenizer = parsed.GetRequiredValue(s_tokenizer),
        Device = parsed.GetValue(s_device),
        Directory = parsed.GetRequiredValue(s_directory),
    };
}
