using CsCheck;
using Curation.Core.Errors;
using Curation.Mixers.Blend;
using Curation.Mixers.Regression;

namespace Curation.Tests.Mixers.Blend;

public sealed class BlendSolverTests
{
    static readonly string[] s_names = ["a", "b", "c", "d"];

    [Fact]
    public void Solve_Linear_FillsTheBestFirst()
    {
        var bounds = WeightBounds.None(s_names).AtMost([1, 0.3, 0.5, 1], _ => "cap") with { Lower = [0.1, 0, 0, 0] };
        var weights = BlendSolver.Solve(new([(new LinearModel([4, 1, 2, 3]), 1)], [.25, .25, .25, .25], 0), bounds);
        Assert.Equal([0.1, 0.3, 0.5, 0.1], weights.Select(w => Math.Round(w, 9)));
    }

    [Fact]
    public void Solve_ConvexRandom_IsNoWorseThanAnyRandomMix() =>
        Gen.Select(Gen.Double[-1, 1].Array[4], Gen.Double[0, 0.3].Array[4], Gen.Int[0, 1000]).Sample((a, b, seed) =>
        {
            var objective = new Objective([(new ExponentialModel(1, a, [.. b.Select(x => -x)], 0.003), 1)], [.4, .3, .2, .1], 0.01);
            var bounds = WeightBounds.None(s_names).AtMost([.9, .5, .6, 1], _ => "cap") with { Lower = [0, 0.05, 0, 0] };
            var best = BlendSolver.Solve(objective, bounds);
            Assert.True(bounds.Allow(best));
            Assert.Equal(1, best.Sum(), 1e-9);
            var random = new Random(seed);
            for (var i = 0; i < 200; i++)
            {
                var other = bounds.Nearest([.. Enumerable.Range(0, 4).Select(_ => -Math.Log(random.NextDouble() + 1e-12))]);
                Assert.True(objective.Value(best) <= objective.Value(other) + 1e-6);
            }
        }, iter: 40);

    [Fact]
    public void Solve_OnlyOneMixAllowed_IsThatMix()
    {
        var bounds = WeightBounds.None(s_names) with { Lower = [.1, .2, .3, .4], Upper = [.1, .2, .3, .4] };
        Assert.Equal([.1, .2, .3, .4], BlendSolver.Solve(new([(new ExponentialModel(0, [1, 2, 3, 4]), 1)], [.25, .25, .25, .25], 0.1), bounds));
    }

    [Fact]
    public void Solve_ConstantScore_KeepsTheNaturalMix()
    {
        var weights = BlendSolver.Solve(new([(new LinearModel([2, 2, 2, 2]), 1)], [.4, .3, .2, .1], 0), WeightBounds.None(s_names));
        Assert.Equal([.4, .3, .2, .1], weights.Select(w => Math.Round(w, 9)));
    }

    [Fact]
    public void Solve_NotConvex_FindsAMixNearTheBest()
    {
        // Two valleys; the deeper one is at c.
        var model = new LinearModel([1, 1, 0.5, 1], [0.05, 0.05, 0.05, 0.05], 0.01);
        var objective = new Objective([(model, 1)], [.25, .25, .25, .25], 0);
        Assert.False(objective.IsConvex);
        Assert.True(BlendSolver.Solve(objective, WeightBounds.None(s_names))[2] > 0.99);
    }

    [Theory]
    [InlineData(new[] { .5, .3, .3, 0 }, new[] { 1.0, 1, 1, 1 }, "least weights sum to 1.1")]
    [InlineData(new[] { 0.0, 0, 0, 0 }, new[] { .2, .2, .2, .2 }, "greatest weights sum to 0.8")]
    [InlineData(new[] { .5, 0, 0, 0 }, new[] { .4, 1.0, 1, 1 }, "'a': the least weight 0.5 is above the greatest, 0.4 (4 epochs)")]
    public void Validate_Contradiction_NamesIt(double[] lower, double[] upper, string expected)
    {
        var bounds = WeightBounds.None(s_names) with { Lower = lower, Upper = upper, Reasons = ["4 epochs", "", "", ""] };
        Assert.Contains(expected, Assert.Throws<ConfigException>(bounds.Validate).Message, StringComparison.Ordinal);
    }
}
