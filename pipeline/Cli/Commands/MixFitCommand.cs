using System.CommandLine;
using System.Globalization;
using Curation.Cli.Mixing;
using Curation.Core.Errors;
using Curation.Mixers.Regression;
using Curation.Mixers.Tables;

namespace Curation.Cli.Commands;

/// <summary><c>curate mix fit</c>: regressions from mix to score, of this project's proxies or of any table.</summary>
static class MixFitCommand
{
    public static Command Create()
    {
        var mixtures = new Option<string?>("--mixtures") { Description = "CSV of mixes: a column that names the run (index, run, run_id, name), a column a domain." };
        var metrics = new Option<string?>("--metrics") { Description = "CSV of scores by run, lower is better." };
        var targets = new Option<string[]>("--target") { Description = "Scores to fit, by name or unambiguous part of it; all if none is given.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var model = new Option<string>("--model") { Description = $"auto (by cross-validation) or one of {string.Join(", ", Regressors.All.Select(r => r.Name))}.", DefaultValueFactory = _ => Regressors.Auto };
        var predict = new Option<string?>("--predict") { Description = "CSV of mixes to predict." };
        var output = new Option<string?>("--output") { Description = "Where predictions go: the index and a column per score; default standard output." };
        var seed = new Option<int>("--seed") { Description = "Decides the folds of cross-validation.", DefaultValueFactory = _ => 42 };
        var command = new Command("fit", "Fits the scores as functions of the mix and prints every regression's cross-validated score.")
        {
            mixtures, metrics, targets, model, predict, output, seed, MixCommand.Evals(), MixCommand.Config(),
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(mixtures) is not { } mixes)
            {
                if (parsed.GetValue<string?>("--evals") is null) throw new ConfigException("mix fit: give --mixtures and --metrics for a table, or --evals for the proxies of a mix");
                await MixCommand.Open(parsed, cancellation).FitAsync();
                return ExitCode.Done;
            }
            var table = ScoredMixtures.Read(mixes, parsed.GetValue(metrics) ?? throw new ConfigException("--metrics: name the CSV of scores"), parsed.GetValue(targets)!);
            var fits = TargetFit.FitAll(table, parsed.GetValue(model)!, validate: true, parsed.GetValue(seed));
            MixTables.Fits(fits);
            if (parsed.GetValue(predict) is { } other) Predict(table, fits, other, parsed.GetValue(output));
            return ExitCode.Done;
        });
        return command;
    }

    static void Predict(ScoredMixtures table, IReadOnlyList<TargetFit> fits, string path, string? output)
    {
        var mixes = MixtureTable.Read(path).Align(table.Mixtures.Domains, path);
        using var writer = output is null ? Console.Out : new StreamWriter(output);
        writer.Write(CsvTable.Quote(mixes.KeyColumn) + string.Concat(fits.Select(f => "," + CsvTable.Quote(f.Target))) + "\n");
        for (var i = 0; i < mixes.Keys.Count; i++)
            writer.Write(CsvTable.Quote(mixes.Keys[i]) + string.Concat(fits.Select(f => "," + f.Fit.Model.Predict(mixes.Weights[i]).ToString("R", CultureInfo.InvariantCulture))) + "\n");
    }
}
