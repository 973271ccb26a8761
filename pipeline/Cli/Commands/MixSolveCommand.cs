using System.CommandLine;
using System.Globalization;
using Curation.Cli.Mixing;
using Curation.Cli.Reports.Mixing;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Mixers.Blend;
using Curation.Mixers.Evaluation;
using Curation.Mixers.Regression;
using Curation.Mixers.Running;
using Curation.Mixers.Tables;

namespace Curation.Cli.Commands;

/// <summary><c>curate mix solve</c>: the best blend, of this project's proxies or of any table.</summary>
static class MixSolveCommand
{
    public static Command Create()
    {
        var mixtures = new Option<string?>("--mixtures") { Description = "CSV of mixes, as 'mix fit' reads it." };
        var metrics = new Option<string?>("--metrics") { Description = "CSV of scores, lower is better." };
        var targets = Many("--target", "Scores that count, NAME or NAME=WEIGHT; all alike if none is given.");
        var natural = new Option<string?>("--natural") { Description = "CSV with one mix, the natural one; default: the mean of the mixes." };
        var (least, most) = (Many("--min", "Least weights, DOMAIN=WEIGHT."), Many("--max", "Greatest weights, DOMAIN=WEIGHT."));
        var kl = new Option<double>("--kl") { Description = "Penalty of a nat of KL divergence from the natural mix.", DefaultValueFactory = _ => new SolveOptions().KlPenalty };
        var model = new Option<string>("--model") { Description = "Regression by name, or auto: the best by cross-validation.", DefaultValueFactory = _ => Regressors.Auto };
        var draws = new Option<int>("--draws") { Description = "Resamples for intervals.", DefaultValueFactory = _ => new SolveOptions().Draws };
        var output = new Option<string?>("--output") { Description = "Where the mixture goes (JSON)." };
        var report = new Option<string?>("--report") { Description = "Where the report page of a table goes (HTML)." };
        var command = new Command("solve", "Finds the best blend within bounds and says how sure it is.")
        {
            mixtures, metrics, targets, natural, least, most, kl, model, draws, output, report, MixCommand.Evals(), MixCommand.Config(),
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(mixtures) is not { } mixes)
            {
                if (parsed.GetValue<string?>("--evals") is null) throw new ConfigException("mix solve: give --mixtures and --metrics for a table, or --evals for the proxies of a mix");
                await MixCommand.Open(parsed, cancellation).SolveAsync();
                return ExitCode.Done;
            }
            var wanted = Pairs("--target", parsed.GetValue(targets)!, 1);
            var table = ScoredMixtures.Read(mixes, parsed.GetValue(metrics) ?? throw new ConfigException("--metrics: name the CSV of scores"), [.. wanted.Select(w => w.Name)]);
            var evals = new EvalsFile
            {
                Evals = [.. table.Targets.Select((t, i) => new EvalSpec { Name = t, Kind = EvalKind.External, Weight = wanted.Count == 0 ? 1 : wanted[i].Value })],
                WeakSignal = WeakSignal.Keep,
            };
            var domains = table.Mixtures.Domains;
            var start = parsed.GetValue(natural) is { } file
                ? MixtureTable.Read(file).Align(domains, file).Weights[0]
                : [.. domains.Select((_, i) => table.Mixtures.Weights.Average(w => w[i]))];
            var bounds = WeightBounds.None(domains)
                .AtMost(Bound(domains, "--max", parsed.GetValue(most)!, 1), _ => "--max").AtLeast(Bound(domains, "--min", parsed.GetValue(least)!, 0));
            bounds.Validate();
            var solve = new SolveOptions { KlPenalty = parsed.GetValue(kl), Model = parsed.GetValue(model)!, Draws = parsed.GetValue(draws) };
            if (solve.Model != Regressors.Auto) Regressors.Find(solve.Model);
            var result = MixBlend.Make(table, evals, [.. start.Select(w => Math.Max(w, 1e-6))], bounds, solve, 42, null, Console.Error.WriteLine);
            var mixture = MixtureFiles.Of(result, null);
            MixTables.Blend(mixture);
            if (parsed.GetValue(output) is { } path) MixtureFiles.Write(mixture, path);
            if (parsed.GetValue(report) is { } page) await File.WriteAllTextAsync(page, MixReport.Render(result, mixture, []), cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    static Option<string[]> Many(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };

    static double[] Bound(IReadOnlyList<string> domains, string option, string[] values, double otherwise)
    {
        var bounds = Enumerable.Repeat(otherwise, domains.Count).ToArray();
        foreach (var (name, value) in Pairs(option, values, null))
        {
            var i = domains.ToList().IndexOf(name);
            if (i < 0) throw new ConfigException($"{option}: unknown domain '{name}'; {Names.DidYouMean(name, domains)}");
            bounds[i] = value;
        }
        return bounds;
    }

    static IReadOnlyList<(string Name, double Value)> Pairs(string option, string[] values, double? otherwise) => [.. values.Select(text =>
    {
        var at = text.LastIndexOf('=');
        if (at < 0 && otherwise is { } value) return (text, value);
        return at > 0 && double.TryParse(text.AsSpan(at + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? (text[..at], number)
            : throw new ConfigException($"{option}: expected NAME=NUMBER, at least 0, found '{text}'");
    })];
}
