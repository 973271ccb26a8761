using System.Globalization;

namespace Curation.Mixers.Regression;

/// <summary>The mean of the scores: what remains if an eval does not tell the mixes apart.</summary>
public sealed class ConstantRegressor : IMixRegressor
{
    /// <inheritdoc/>
    public string Name => "constant";

    /// <inheritdoc/>
    public MixFit Fit(FitRows rows)
    {
        var mean = rows.Scores.Average();
        return new(new LinearModel([.. rows.Mixes[0].Select(_ => mean)]), "");
    }
}

/// <summary>Least squares on the weights, without an intercept, which the simplex holds already: the named baseline.</summary>
public sealed class LinearRegressor : IMixRegressor
{
    /// <inheritdoc/>
    public string Name => "linear";

    /// <inheritdoc/>
    public MixFit Fit(FitRows rows) =>
        new RidgeFit(rows.Problem(null), rows.Mixes, rows.Scores, 1e-8, bounded: false, s => new LinearModel(s.A), "");
}

/// <summary>Ridge regression on the weights, or on the weights and their logarithms; penalty and ε by leave-one-out.</summary>
/// <param name="logs">Whether the logarithms are there.</param>
public sealed class RidgeRegressor(bool logs) : IMixRegressor
{
    static readonly double[] s_epsilons = [1e-4, 1e-3, 1e-2], s_penalties = [1e-4, 1e-3, 0.01, 0.1, 1];

    /// <inheritdoc/>
    public string Name => logs ? "log-ridge" : "ridge";

    /// <inheritdoc/>
    public MixFit Fit(FitRows rows)
    {
        var scores = rows.Scores;
        var (fitted, leverages) = (new double[scores.Length], new double[scores.Length]);
        var best = (Error: double.PositiveInfinity, Problem: default(RidgeProblem)!, Penalty: 0.0);
        foreach (var epsilon in logs ? s_epsilons : [0])
        {
            var problem = rows.Problem(logs ? epsilon : null);
            var side = problem.Side(scores);
            foreach (var penalty in s_penalties)
            {
                problem.Fit(problem.Solve(side, penalty, bounded: false), fitted, leverages);
                var error = 0.0;
                for (var i = 0; i < scores.Length; i++)
                {
                    var residual = (scores[i] - fitted[i]) / Math.Max(0.01, 1 - leverages[i]);
                    error += residual * residual;
                }
                if (error < best.Error) best = (error, problem, penalty);
            }
        }
        var e = best.Problem.Epsilon ?? 0;
        return new RidgeFit(best.Problem, rows.Mixes, scores, best.Penalty, bounded: false, s => new LinearModel(s.A, s.B, e),
            string.Create(CultureInfo.InvariantCulture, $"penalty {best.Penalty}{(logs ? $", ε {e}" : "")}"));
    }
}
