using System.CommandLine;
using System.Globalization;
using Curation.Cli.Running;
using Curation.Cli.Tuning;
using Curation.Core.Errors;
using Curation.Core.Reports.Tuning;
using Curation.Core.Runs;

namespace Curation.Cli.Commands;

/// <summary><c>curate tune RUN.json</c>: what another threshold would do, from stored signals alone.</summary>
static class TuneCommand
{
    public static Command Create()
    {
        var file = Arguments.RunFile();
        var set = new Option<string[]>("--set") { Description = "An option and a threshold to try, such as gopher-quality.minWords=100; several of one stage may be given.", AllowMultipleArgumentsPerToken = true };
        var option = new Option<string?>("--option") { Description = "An option whose threshold is looked for, such as gopher-quality.minWords." };
        var keep = new Option<double?>("--keep") { Description = "With --option: share of the documents reaching the stage that it shall keep, 0 to 1." };
        var write = new Option<string?>("--write") { Description = "Writes the run file with the thresholds tried; comments are not kept." };
        var json = new Option<bool>("--json") { Description = "One JSON object." };
        var workers = Arguments.Workers();
        var command = new Command("tune", "Says what another threshold would do to the funnel, from stored signals alone.") { file, set, option, keep, write, json, workers };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            var setup = await RunSetup.LoadAsync(path, null, cancellationToken).ConfigureAwait(false);
            var tuner = new ThresholdTuner(setup.Context, setup.Steps, setup.Runner, parsed.GetValue(workers));
            var (stage, changes) = await ChangesAsync(tuner, parsed.GetValue(set) ?? [], parsed.GetValue(option), parsed.GetValue(keep), cancellationToken).ConfigureAwait(false);
            var result = await tuner.TryAsync(stage, changes, cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(json)) await Console.Out.WriteLineAsync(TuningPrinter.Json(result)).ConfigureAwait(false);
            else TuningPrinter.Print(Console.Out, setup.Context.Storage, result);
            if (parsed.GetValue(keep) is { } share && result.KeptAfter < share * result.In)
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"--keep {share}: {parsed.GetValue(option)} alone cannot keep so many, the stage's other rules let {result.KeptAfter:n0} of {result.In:n0} pass")).ConfigureAwait(false);
            if (parsed.GetValue(write) is not { } target) return ExitCode.Done;
            ChangedRunFile.Write(path, target, setup.Context.Run, stage, changes);
            await Console.Error.WriteLineAsync($"written: {target}; run it, and only that stage's step and what follows is done again").ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    static async Task<(ResolvedStage Stage, Dictionary<string, double> Changes)> ChangesAsync(ThresholdTuner tuner, string[] set, string? option, double? keep, CancellationToken cancellationToken)
    {
        if (option is not null)
        {
            if (keep is not (>= 0 and <= 1)) throw new ConfigException($"--keep: expected 0 to 1 beside --option, found {keep?.ToString(CultureInfo.InvariantCulture) ?? "nothing"}");
            if (set.Length > 0) throw new ConfigException("--option and --set: give one of the two");
            var (stage, name) = tuner.Find(option);
            return (stage, new(StringComparer.Ordinal) { [name] = await tuner.ThresholdAsync(stage, name, keep.Value, cancellationToken).ConfigureAwait(false) });
        }
        if (set.Length == 0) throw new ConfigException("what to try: --set STAGE.OPTION=VALUE, or --option STAGE.OPTION --keep SHARE");
        var changes = new Dictionary<string, double>(StringComparer.Ordinal);
        ResolvedStage? one = null;
        foreach (var text in set)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !double.TryParse(text.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                throw new ConfigException($"--set: expected STAGE.OPTION=NUMBER, found '{text}'");
            var (stage, name) = tuner.Find(text[..equals]);
            if (one is not null && !ReferenceEquals(one, stage)) throw new ConfigException($"--set: {one.Name} and {stage.Name} are two stages; try them one after the other, since the second has not seen what the first would let pass");
            one = stage;
            changes[name] = value;
        }
        return (one!, changes);
    }
}
