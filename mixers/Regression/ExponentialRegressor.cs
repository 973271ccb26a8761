using System.Globalization;

namespace Curation.Mixers.Regression;

/// <summary>
/// The form c + exp(a·w + Σ b_i log(w_i + ε)), b_i ≤ 0 (<c>convex</c>), or without logarithms (<c>log-linear</c>). For given c and ε it is a
/// ridge regression of log(score − c), solved exactly, so that no random starts are needed; c, ε and the penalty are those with the
/// least leave-one-out error of the score itself.
/// </summary>
/// <param name="logs">Whether the logarithms are there.</param>
public sealed class ExponentialRegressor(bool logs) : IMixRegressor
{
    // c lies below the best score by a share of the scores' range.
    static readonly double[] s_epsilons = [3e-4, 1e-3, 3e-3, 1e-2], s_floors = [0.02, 0.05, 0.1, 0.25, 1, 4], s_penalties = [0.003, 0.01, 0.03, 0.1, 0.4];
    static readonly double[] s_nearEpsilons = [0.55, 0.75, 1, 1.35, 1.8], s_nearFloors = [0.55, 0.75, 1, 1.35, 1.8], s_nearPenalties = [0.2, 0.5, 1];

    /// <inheritdoc/>
    public string Name => logs ? "convex" : "log-linear";

    /// <inheritdoc/>
    public MixFit Fit(FitRows rows) => logs ? rows.Convex : FitExponential(rows, logs: false);

    internal static MixFit FitExponential(FitRows rows, bool logs)
    {
        var (least, range) = (rows.Scores.Min(), rows.Scores.Max() - rows.Scores.Min());
        if (range <= 0) return new ConstantRegressor().Fit(rows);
        var tried = new List<Tuning>();
        Try(rows, logs, tried, logs ? s_epsilons : [0], s_floors, s_penalties);
        if (rows.Refine)
        {
            var near = tried.MinBy(t => t.Error)!;
            Try(rows, logs, tried, logs ? [.. s_nearEpsilons.Select(e => e * near.Epsilon)] : [0],
                [.. s_nearFloors.Select(f => f * near.Floor)], [.. s_nearPenalties.Select(p => p * near.Penalty)]);
        }
        return new ExponentialFit(rows, logs, tried, t => least - t.Floor * range);
    }

    static void Try(FitRows rows, bool logs, List<Tuning> tried, double[] epsilons, double[] floors, double[] penalties)
    {
        var scores = rows.Scores;
        var (least, range) = (scores.Min(), scores.Max() - scores.Min());
        var (fitted, leverages) = (new double[scores.Length], new double[scores.Length]);
        foreach (var epsilon in epsilons)
        {
            var problem = rows.Problem(logs ? epsilon : null);
            foreach (var floor in floors)
            {
                var c = least - floor * range;
                var values = Log(scores, c);
                var side = problem.Side(values);
                RidgeSolution? near = null;
                foreach (var penalty in penalties)
                {
                    near = problem.Solve(side, penalty, logs, near);
                    problem.Fit(near, fitted, leverages);
                    tried.Add(new(epsilon, floor, penalty, LeaveOneOut(values, fitted, leverages, scores, c, range)));
                }
            }
        }
    }

    static double LeaveOneOut(double[] values, double[] fitted, double[] leverages, double[] scores, double c, double range)
    {
        var error = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var residual = (values[i] - fitted[i]) / Math.Max(0.01, 1 - leverages[i]);
            // A row that nothing else is like may be predicted anywhere: it counts for no more than the whole range.
            var off = Math.Min(Math.Abs(c + Math.Exp(Math.Min(values[i] - residual, 60)) - scores[i]), range);
            error += off * off;
        }
        return error;
    }

    internal static double[] Log(double[] scores, double c) => Array.ConvertAll(scores, s => Math.Log(s - c));

    /// <summary>What is chosen by leave-one-out.</summary>
    /// <param name="Epsilon">ε.</param>
    /// <param name="Floor">How far c lies below the best score, in ranges of the scores.</param>
    /// <param name="Penalty">Ridge penalty.</param>
    /// <param name="Error">Sum of squared leave-one-out errors.</param>
    internal sealed record Tuning(double Epsilon, double Floor, double Penalty, double Error)
    {
        public string Describe(double c, bool logs) =>
            string.Create(CultureInfo.InvariantCulture, $"c {c:0.####}, penalty {Penalty:0.#####}{(logs ? $", ε {Epsilon:0.#####}" : "")}");
    }
}
