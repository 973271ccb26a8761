using Curation.Mixers.Blend;
using Curation.Mixers.Evaluation;

namespace Curation.Mixers.Running;

/// <summary>A blend with all that it was chosen from.</summary>
/// <param name="Problem">Mixes, scores, regressions and bounds.</param>
/// <param name="Weights">The blend.</param>
/// <param name="Uncertainty">How sure it is.</param>
/// <param name="Signals">Signal-to-noise by eval; null where no mix was repeated.</param>
/// <param name="Evals">The evals.</param>
public sealed record BlendResult(BlendProblem Problem, double[] Weights, Uncertainty Uncertainty, double?[] Signals, EvalsFile Evals)
{
    /// <summary>Hellinger distance to the nearest mix that a proxy was trained on, and that mix.</summary>
    public (double Distance, string Mix) Nearest()
    {
        var table = Problem.Table.Mixtures;
        var best = Enumerable.Range(0, table.Weights.Length).MinBy(i => Distance(table.Weights[i]));
        return (Distance(table.Weights[best]), table.Labels.Count > best && table.Labels[best].Length > 0 ? table.Labels[best] : table.Keys[best]);
    }

    /// <summary>In words, whether the blend is better than the natural mix.</summary>
    public string Verdict => Uncertainty.IsGain
        ? "better than the natural mix beyond noise"
        : Weights.Zip(Problem.Natural, (a, b) => Math.Abs(a - b)).Sum() < 1e-6 ? "the natural mix: nothing tells mixes apart, or it is the best" : "a tie with the natural mix: the gain is within noise";

    double Distance(double[] mix) => Math.Sqrt(mix.Zip(Weights, (a, b) => (Math.Sqrt(a) - Math.Sqrt(b)) * (Math.Sqrt(a) - Math.Sqrt(b))).Sum() / 2);
}
