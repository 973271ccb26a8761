using Curation.Mixers.Regression;

namespace Curation.Mixers.Blend;

/// <summary>What a blend minimises: the weighted sum of predicted scores (lower is better) and a penalty for leaving the natural mix.</summary>
/// <param name="Terms">Models of the scores with their factors.</param>
/// <param name="Natural">The natural mix; all weights above 0.</param>
/// <param name="KlPenalty">Factor of KL(w‖natural), in units of the combined score per nat.</param>
public sealed record Objective(IReadOnlyList<(MixModel Model, double Factor)> Terms, double[] Natural, double KlPenalty)
{
    /// <summary>Whether the best mix is unique and found exactly.</summary>
    public bool IsConvex => Terms.All(t => t.Factor >= 0 && t.Model.IsConvex || t.Model.IsLinear);

    /// <summary>Whether it is linear, so that its best mix is a corner of what the bounds allow.</summary>
    public bool IsLinear => KlPenalty == 0 && Terms.All(t => t.Model.IsLinear);

    /// <summary>The objective of the convex forms that its models refine; null where one refines none.</summary>
    internal Objective? ConvexPart => Terms.All(t => t.Factor >= 0 && t.Model.ConvexPart is not null) ? this with { Terms = [.. Terms.Select(t => (t.Model.ConvexPart!, t.Factor))] } : null;

    /// <summary>The combined score of a mix, without the penalty.</summary>
    public double Score(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var (model, factor) in Terms) sum += factor * model.Predict(weights);
        return sum;
    }

    /// <summary>KL(w‖natural), nats.</summary>
    public double Divergence(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0) sum += weights[i] * Math.Log(weights[i] / Natural[i]);
        }
        return sum;
    }

    /// <summary>Score and penalty.</summary>
    public double Value(ReadOnlySpan<double> weights) => Score(weights) + KlPenalty * Divergence(weights);

    internal void Derivatives(ReadOnlySpan<double> weights, Span<double> gradient, Span<double> hessian)
    {
        gradient.Clear();
        hessian.Clear();
        foreach (var (model, factor) in Terms) model.AddDerivatives(weights, factor, gradient, hessian);
        if (KlPenalty == 0) return;
        for (var i = 0; i < weights.Length; i++)
        {
            var w = Math.Max(weights[i], 1e-12);
            gradient[i] += KlPenalty * (Math.Log(w / Natural[i]) + 1);
            hessian[i * weights.Length + i] += KlPenalty / w;
        }
    }
}
