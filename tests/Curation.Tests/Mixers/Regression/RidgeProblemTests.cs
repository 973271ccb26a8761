using Curation.Mixers.Regression;

namespace Curation.Tests.Mixers.Regression;

public sealed class RidgeProblemTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(0.01)]
    public void Fit_Leverages_GiveTheFitWithoutAMix(double? epsilon)
    {
        var random = new Random(1);
        double[][] mixes = [.. Enumerable.Range(0, 37).Select(_ => Enumerable.Range(0, 4).Select(_ => random.NextDouble()).ToArray())];
        double[] values = [.. mixes.Select(m => m[0] - Math.Log(m[1] + 0.1) + 0.1 * random.NextDouble())];
        var problem = new RidgeProblem(mixes, epsilon);
        var (fitted, leverages) = (new double[37], new double[37]);
        var solution = problem.Solve(values, 1e-9, bounded: false);
        problem.Fit(solution, fitted, leverages);
        for (var left = 0; left < mixes.Length; left++)
        {
            var others = new RidgeProblem([.. mixes.Where((_, i) => i != left)], epsilon).Solve([.. values.Where((_, i) => i != left)], 1e-9, bounded: false);
            var residual = (values[left] - fitted[left]) / (1 - leverages[left]);
            var (mean, centre) = (others.Mean, Enumerable.Range(0, others.Beta.Length).Select(j => Column(mixes, j, epsilon).Where((_, i) => i != left).Average()).ToArray());
            var alone = mean + others.Beta.Select((b, j) => b * (Column([mixes[left]], j, epsilon).Single() - centre[j])).Sum();
            Assert.Equal(values[left] - alone, residual, 1e-5);
        }
    }

    [Fact]
    public void Solve_FromANearSolution_IsTheSame()
    {
        var random = new Random(2);
        double[][] mixes = [.. Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, 8).Select(_ => random.NextDouble()).ToArray())];
        double[] values = [.. mixes.Select(_ => random.NextDouble())];
        var problem = new RidgeProblem(mixes, 0.01);
        var (first, side) = (problem.Solve(values, 0.001, bounded: true), problem.Side(values));
        Assert.True(first.Free.Length < 16);
        Assert.All(first.B!, b => Assert.True(b <= 0));
        foreach (var penalty in new[] { 0.01, 1, 100 })
            Assert.Equal(problem.Solve(side, penalty, bounded: true).Beta, problem.Solve(side, penalty, bounded: true, first).Beta, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    static IEnumerable<double> Column(double[][] mixes, int column, double? epsilon) => mixes.Select(m => column < 4 ? m[column] : Math.Log(m[column - 4] + epsilon!.Value));
}
