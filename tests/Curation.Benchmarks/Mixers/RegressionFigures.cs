using System.Diagnostics;
using Curation.Mixers.Blend;
using Curation.Mixers.Evaluation;
using Curation.Mixers.Numerics;
using Curation.Mixers.Regression;
using Curation.Mixers.Running;
using Curation.Mixers.Tables;

namespace Curation.Benchmarks.Mixers;

/// <summary>
/// RegMix's public table: every regression, and the one that cross-validation chooses, on mixes that none was fitted to; then how long
/// fits, cross-validation, a solve and a whole blend take. <c>mixing FOLDER</c>, with RegMix's four CSV files in it.
/// </summary>
static class RegressionFigures
{
    public static int Run(string folder)
    {
        ScoredMixtures Read(string part) => ScoredMixtures.Read(Path.Combine(folder, $"{part}_mixture_1m.csv"), Path.Combine(folder, $"{part}_pile_loss_1m.csv"), []);
        var (train, test) = (Read("train"), Read("test"));
        var (clock, used) = (Stopwatch.StartNew(), Used());
        var fits = TargetFit.FitAll(train, Regressors.Auto, validate: true, 1);
        Console.WriteLine($"{train.Targets.Count} targets fitted, cross-validation of {Regressors.All.Count} regressions: {clock.Elapsed.TotalSeconds:0.0} s, {Used() - used:0.0} processor seconds");
        Console.WriteLine("regression        mean rho   best tenth   regret   relative regret   choices within .001 of the best");
        foreach (var regressor in Regressors.All) Print(regressor.Name, train.Scores.Select(s => regressor.Fit(new(train.Mixtures.Weights, s, refine: true)).Model));
        Print("chosen", fits.Select(f => f.Fit.Model));
        foreach (var score in fits[0].Scores.Select((s, r) => (s.Name, Excess: Pooled(r, s => s.Excess), Deviation: Pooled(r, s => s.ExcessDeviation))))
            Console.WriteLine($"{score.Name}: excess by cross-validation {score.Excess:0.00}, standard error {score.Deviation:0.00}");
        Console.WriteLine(string.Join(", ", fits.Select(f => $"{f.Target}: {f.Chosen}")));

        foreach (var regressor in Regressors.All)
        {
            var least = Enumerable.Range(0, 3).Min(_ =>
            {
                var turn = Stopwatch.StartNew();
                regressor.Fit(new(train.Mixtures.Weights[..410], train.Scores[0][..410]));
                return turn.Elapsed.TotalMilliseconds;
            });
            Console.WriteLine($"{regressor.Name}: a fit within cross-validation {least:0.0} ms");
        }
        var evals = new EvalsFile { Evals = [.. train.Targets.Select(t => new EvalSpec { Name = t, Kind = EvalKind.External })], WeakSignal = WeakSignal.Keep };
        var natural = train.Mixtures.Domains.Select((_, i) => train.Mixtures.Weights.Average(w => w[i])).ToArray();
        var cache = Directory.CreateTempSubdirectory("fits").FullName;
        foreach (var turn in new[] { "first", "weights changed" })
        {
            clock.Restart();
            used = Used();
            var blend = MixBlend.Make(train, turn == "first" ? evals : evals with { Evals = [.. evals.Evals.Select((e, i) => e with { Weight = i + 1 })] },
                natural, WeightBounds.None(train.Mixtures.Domains), new(), 42, cache, _ => { });
            var (took, processor) = (clock.Elapsed.TotalSeconds, Used() - used);
            clock.Restart();
            used = Used();
            for (var i = 0; i < 20; i++) blend.Problem.Best(blend.Problem.Objective);
            Console.WriteLine($"blend of {train.Mixtures.Keys.Count} proxies and {train.Targets.Count} evals, {turn}: {took:0.00} s, {processor:0.00} processor seconds, with {new SolveOptions().Draws} resamples; solve {clock.Elapsed.TotalMilliseconds / 20:0.0} ms, {(Used() - used) * 50:0.0} of the processor");
            clock.Restart();
            used = Used();
            _ = BlendPaths.OverPenalty(blend.Problem, blend.Weights);
            for (var i = 0; i < blend.Problem.Factors.Count; i++) _ = BlendPaths.OverEval(blend.Problem, blend.Weights, i);
            Console.WriteLine($"paths of the report: {clock.Elapsed.TotalSeconds:0.00} s, {Used() - used:0.00} processor seconds");

        }
        Directory.Delete(cache, true);
        return 0;

        double Pooled(int r, Func<RegressionScore, double> of) => fits.Sum(f => of(f.Scores[r]) / Math.Pow(f.Scores.Min(s => s.Error), 2));

        static double Used() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

        void Print(string name, IEnumerable<MixModel> models)
        {
            var predicted = models.Select(m => test.Mixtures.Weights.Select(w => m.Predict(w)).ToArray()).ToArray();
            double Mean(Func<double[], double[], double> measure) => predicted.Select((p, t) => measure(p, test.Scores[t])).Average();
            Console.WriteLine($"{name,-16}    {Mean(Ranks.Spearman):0.0000}      {Mean((p, s) => Ranks.SpearmanOfBest(p, s)),6:0.000}   {Mean(Ranks.Regret):0.0000}            {Mean((p, s) => Ranks.Regret(p, s) / (s.Max() - s.Min())):0.0000}            {predicted.Index().Count(p => Ranks.Regret(p.Item, test.Scores[p.Index]) <= 0.001)} of {predicted.Length}");
        }
    }
}
