using Curation.Mixers.Regression;
using Curation.Mixers.Tables;

namespace Curation.Mixers.Blend;

/// <summary>All that a blend is chosen from.</summary>
/// <param name="Table">Mixes of the proxies and their scores, lower is better.</param>
/// <param name="Fits">The regression of each score, in the table's order.</param>
/// <param name="Factors">How much each score counts in the sum.</param>
/// <param name="Natural">The natural mix.</param>
/// <param name="Bounds">What the blend keeps to.</param>
/// <param name="KlPenalty">Factor of KL(w‖natural).</param>
public sealed record BlendProblem(
    ScoredMixtures Table, IReadOnlyList<TargetFit> Fits, IReadOnlyList<double> Factors, double[] Natural, WeightBounds Bounds, double KlPenalty)
{
    /// <summary>The fitted objective.</summary>
    public Objective Objective => With(f => f.Fit.Model);

    /// <summary>The objective with other models in place of the fitted ones.</summary>
    internal Objective With(Func<TargetFit, MixModel> model) => new([.. Fits.Select((f, i) => (model(f), Factors[i]))], Natural, KlPenalty);

    /// <summary>The best mix of an objective within the bounds.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="near">Mixes that a search begins at; null for all of the table.</param>
    internal double[] Best(Objective objective, IReadOnlyList<double[]>? near = null) => BlendSolver.Solve(objective, Bounds, near ?? Table.Mixtures.Weights);

    /// <summary>Measured combined scores of the proxies that have every score that counts, with their rows.</summary>
    public IEnumerable<(int Row, double Score)> Measured()
    {
        for (var row = 0; row < Table.Mixtures.Weights.Length; row++)
        {
            var sum = 0.0;
            for (var t = 0; t < Factors.Count; t++) if (Factors[t] != 0) sum += Factors[t] * Table.Scores[t][row];
            if (double.IsFinite(sum)) yield return (row, sum);
        }
    }
}
