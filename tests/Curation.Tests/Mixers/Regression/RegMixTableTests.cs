using System.Diagnostics;
using Curation.Mixers.Blend;
using Curation.Mixers.Numerics;
using Curation.Mixers.Regression;
using Curation.Mixers.Tables;

namespace Curation.Tests.Mixers.Regression;

/// <summary>RegMix's public table: 512 mixes to fit on, 256 that no fit has seen.</summary>
public sealed class RegMixTableTests(ITestOutputHelper output)
{
    const string PileCc = "pile_cc";

    [Fact]
    public void Convex_On512Proxies_ReachesTheBarAndLinearItsOwn()
    {
        var (train, test) = (Read("train", []), Read("test", []));
        var cc = train.Targets.Index().Single(t => t.Item.Contains(PileCc, StringComparison.Ordinal)).Index;
        var measures = new Dictionary<string, (double Rho, double MeanRho, double Best, double Regret)>();
        foreach (var regressor in new IMixRegressor[] { new LinearRegressor(), new RidgeRegressor(logs: true), new ExponentialRegressor(logs: true), new ConvexBoostedRegressor() })
        {
            var predicted = train.Scores.Select(scores => Predict(regressor, train.Mixtures.Weights, scores, test.Mixtures.Weights)).ToArray();
            var rho = predicted.Select((p, t) => Ranks.Spearman(p, test.Scores[t])).ToArray();
            measures[regressor.Name] = (rho[cc], rho.Average(), predicted.Select((p, t) => Ranks.SpearmanOfBest(p, test.Scores[t])).Average(), predicted.Select((p, t) => Ranks.Regret(p, test.Scores[t])).Average());
            output.WriteLine($"{regressor.Name}: Pile-CC rho {rho[cc]:0.0000}, best tenth {Ranks.SpearmanOfBest(predicted[cc], test.Scores[cc]):0.000}, regret {Ranks.Regret(predicted[cc], test.Scores[cc]):0.0000}; mean of 13: rho {rho.Average():0.0000}, best tenth {measures[regressor.Name].Best:0.000}, regret {measures[regressor.Name].Regret:0.0000}");
        }
        Assert.Equal(0.902, measures["linear"].Rho, 0.001);
        Assert.True(measures["convex"].Rho >= 0.990);
        Assert.True(measures["convex"].MeanRho >= 0.985);
        Assert.True(measures["convex"].Best > measures["linear"].Best && measures["convex"].Best > measures["log-ridge"].Best);
        Assert.True(measures["convex-boosted"].Best > measures["convex"].Best);
        Assert.True(measures["convex-boosted"].Regret < measures["linear"].Regret && measures["convex-boosted"].Regret < measures["log-ridge"].Regret);
    }

    [Fact]
    public void Convex_On64RandomProxies_ReachesTheBar()
    {
        var (train, test) = (Read("train", [PileCc]), Read("test", [PileCc]));
        var rho = Enumerable.Range(0, 5).Select(seed =>
        {
            var rows = Enumerable.Range(0, train.Mixtures.Weights.Length).ToArray();
            new Random(seed).Shuffle(rows);
            var part = train.Rows(rows[..64]);
            return Ranks.Spearman(Predict(new ExponentialRegressor(logs: true), part.Mixtures.Weights, part.Scores[0], test.Mixtures.Weights), test.Scores[0]);
        }).ToArray();
        output.WriteLine(string.Join(" ", rho.Select(r => $"{r:0.0000}")));
        Assert.True(rho.Average() >= 0.975);
    }

    [Fact]
    public void Solve_MeanOf13_KeepsToWhatWasSampledAndIsQuick()
    {
        var train = Read("train", []);
        var fits = TargetFit.FitAll(train, "convex", validate: false, 1);
        var domains = train.Mixtures.Domains;
        var most = domains.Select((_, i) => train.Mixtures.Weights.Max(w => w[i])).ToArray();
        var natural = domains.Select((_, i) => train.Mixtures.Weights.Average(w => w[i])).ToArray();
        var bounds = WeightBounds.None(domains).AtMost(most, _ => "sampled");
        var problem = new BlendProblem(train, fits, [.. fits.Select(_ => 1.0 / 13)], natural, bounds, 0.02);
        var weights = problem.Best(problem.Objective);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 10; i++) weights = problem.Best(problem.Objective);
        output.WriteLine($"solve: {clock.Elapsed.TotalMilliseconds / 10:0.0} ms");
        Assert.True(clock.Elapsed.TotalSeconds / 10 < 0.1);
        Assert.Equal(1, weights.Sum(), 1e-9);
        Assert.True(bounds.Allow(weights));
        Assert.True(problem.Objective.Score(weights) < problem.Objective.Score(natural));
    }

    static double[] Predict(IMixRegressor regressor, double[][] mixes, double[] scores, double[][] others)
    {
        var model = regressor.Fit(new(mixes, scores, refine: regressor.Name != "convex-boosted")).Model;
        return [.. others.Select(w => model.Predict(w))];
    }

    static ScoredMixtures Read(string part, string[] targets) =>
        ScoredMixtures.Read(Repository.DataOrSkip($"regmix/{part}_mixture_1m.csv"), Repository.DataOrSkip($"regmix/{part}_pile_loss_1m.csv"), targets);
}
