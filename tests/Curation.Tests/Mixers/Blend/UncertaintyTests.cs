using Curation.Mixers.Blend;
using Curation.Mixers.Regression;
using Curation.Mixers.Tables;
using MathNet.Numerics.Distributions;

namespace Curation.Tests.Mixers.Blend;

/// <summary>Intervals over simulated tables whose best mix is known.</summary>
[Trait("Tier", "all")]
public sealed class UncertaintyTests(ITestOutputHelper output)
{
    const int Domains = 6, Proxies = 64, Tables = 200;

    [Theory]
    [InlineData("convex")]
    [InlineData(Regressors.Auto)]
    public void Measure_KnownOptimum_CoversWeightsAndGain(string model)
    {
        var (weights, covered, gains) = (0, 0, 0);
        for (var seed = 0; seed < Tables; seed++)
        {
            var (problem, truth) = Simulate(seed, noise: 0.05, flat: false, model);
            var best = problem.Best(problem.With(_ => truth));
            var blend = problem.Best(problem.Objective);
            var uncertainty = Uncertainty.Measure(problem, blend, 100, 1);
            for (var i = 0; i < Domains; i++)
            {
                weights++;
                if (best[i] >= uncertainty.Weights[i].Low - 1e-4 && best[i] <= uncertainty.Weights[i].High + 1e-4) covered++;
            }
            if (uncertainty.GainInterval.Contains(truth.Predict(problem.Natural) - truth.Predict(blend))) gains++;
        }
        output.WriteLine($"90 % intervals over {Tables} tables: weights {(double)covered / weights:0.000}, gain {(double)gains / Tables:0.000}");
        Assert.InRange((double)covered / weights, 0.85, 0.95);
        Assert.InRange((double)gains / Tables, 0.85, 0.95);
    }

    [Fact]
    public void Measure_PureNoise_ClaimsHardlyAnyGain()
    {
        var claims = 0;
        for (var seed = 0; seed < Tables; seed++)
        {
            var (problem, _) = Simulate(seed, noise: 0.05, flat: true, Regressors.Auto);
            if (Uncertainty.Measure(problem, problem.Best(problem.Objective), 100, 1).IsGain) claims++;
        }
        output.WriteLine($"gains claimed from noise: {(double)claims / Tables:0.000} of {Tables} tables");
        Assert.True(claims <= Tables * 0.05);
    }

    static (BlendProblem Problem, MixModel Truth) Simulate(int seed, double noise, bool flat, string model)
    {
        var random = new Random(1000 + seed);
        var natural = Normalize([.. Enumerable.Range(0, Domains).Select(_ => Gamma.Sample(random, 1, 1) + 0.05)]);
        double[] Draw()
        {
            var strength = 0.1 * Domains * Math.Exp(random.NextDouble() * Math.Log(50));
            return Normalize([.. natural.Select(p => Math.Max(1e-9, Gamma.Sample(random, Math.Max(0.02, Math.Sqrt(p) * strength), 1)))]);
        }
        var mixes = Enumerable.Range(0, Proxies).Select(i => i < 5 ? natural : i == 5 ? [.. Enumerable.Repeat(1.0 / Domains, Domains)]
            : i < 6 + Domains ? [.. Enumerable.Range(0, Domains).Select(j => j == i - 6 ? 0.9 : 0.1 / (Domains - 1))] : Draw()).ToArray();
        MixModel truth = flat
            ? new LinearModel(new double[Domains])
            : new ExponentialModel(1 + random.NextDouble(), [.. Enumerable.Range(0, Domains).Select(_ => Normal.Sample(random, 0, 0.5))],
                [.. Enumerable.Range(0, Domains).Select(_ => random.NextDouble() < 0.5 ? 0 : -Math.Abs(Normal.Sample(random, 0, 0.08)))], Math.Pow(10, -3.5 + 1.5 * random.NextDouble()));
        var scores = mixes.Select(w => truth.Predict(w) + Normal.Sample(random, 0, noise)).ToArray();
        string[] names = [.. Enumerable.Range(0, Domains).Select(i => $"d{i}")];
        var table = new ScoredMixtures(new("index", [.. mixes.Select((_, i) => $"{i}")], names, mixes), ["score"], [scores]);
        var fit = TargetFit.FitAll(table, model, validate: false, 1)[0];
        var bounds = WeightBounds.None(names).AtMost([.. names.Select((_, i) => mixes.Max(w => w[i]))], _ => "sampled");
        return (new(table, [fit], [1], natural, bounds, 0.02), truth);
    }

    static double[] Normalize(double[] values)
    {
        var sum = values.Sum();
        return [.. values.Select(v => v / sum)];
    }
}
