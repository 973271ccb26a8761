using System.CommandLine;
using System.Text.Json;
using Curation.Cli.Running;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Runs;

namespace Curation.Cli.Commands;

/// <summary><c>curate check RUN.json</c>: the resolved config, defaults included, and the plan.</summary>
static class CheckCommand
{
    static readonly JsonSerializerOptions s_json = new(StrictJson.Options) { WriteIndented = true };

    public static Command Create()
    {
        var file = Arguments.RunFile();
        var sample = new Option<int>("--sample") { Description = "Documents that are read to estimate what language models will be asked; 0 reads none.", DefaultValueFactory = _ => 200 };
        var command = new Command("check", "Checks a run file and prints what it resolves to, the steps it makes, and what language models will be asked.") { file, sample };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var setup = await RunSetup.LoadAsync(parsed.GetRequiredValue(file), null, cancellationToken).ConfigureAwait(false);
            var run = setup.Context.Run;
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(Resolved(run), s_json)).ConfigureAwait(false);
            foreach (var input in run.Inputs)
                await Console.Error.WriteLineAsync($"input {input.Config.Name}: {input.Files.Length} files, {input.Files.Sum(f => f.Size):n0} bytes").ConfigureAwait(false);
            foreach (var step in setup.Steps)
                await Console.Error.WriteLineAsync($"step {step.Name}: {Describe(step)}").ConfigureAwait(false);
            foreach (var line in RequestEstimate.Of(setup, parsed.GetValue(sample), cancellationToken)) await Console.Error.WriteLineAsync(line).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    static object Resolved(ResolvedRun run) => new
    {
        runId = run.RunId,
        configHash = run.ConfigHash,
        name = run.File.Name,
        seed = run.File.Seed,
        inputs = run.Inputs.Select(i => new
        {
            i.Config.Name,
            i.Config.Source,
            i.Config.Reader,
            options = JsonSerializer.SerializeToElement(i.ReaderOptions, i.Reader.OptionsType, StrictJson.Options),
            i.Config.Paths,
            stages = i.Stages.Select(s => new { stage = s.Name, options = s.OptionsJson }),
        }),
        stages = run.Stages.Select(s => new { stage = s.Name, options = s.OptionsJson }),
        output = run.File.Output,
        tasks = run.File.Tasks,
        storage = run.File.Storage,
    };

    static string Describe(Step step) => step.Kind switch
    {
        StepKind.Segment => string.Join(" | ", step.Lanes.Select(l => string.Join(", ", l.Stages.Select(s => s.Name))).Distinct(StringComparer.Ordinal)),
        StepKind.Scatter => "the documents in the buckets of the final order",
        StepKind.Publish => "the published shards",
        _ => step.Stage!.Entry.Description.Summary,
    };
}
