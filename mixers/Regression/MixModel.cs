using System.Text.Json.Serialization;

namespace Curation.Mixers.Regression;

/// <summary>A fitted score of mixes, lower is better: what a regression gives for one eval.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "model")]
[JsonDerivedType(typeof(LinearModel), "linear")]
[JsonDerivedType(typeof(ExponentialModel), "exponential")]
[JsonDerivedType(typeof(BoostedModel), "boosted")]
[JsonDerivedType(typeof(ConvexBoostedModel), "convex-boosted")]
public abstract record MixModel
{
    /// <summary>Whether the score is a convex function of the weights, so that its best mix is unique and found exactly.</summary>
    [JsonIgnore]
    public virtual bool IsConvex => true;

    /// <summary>Whether the score is linear in the weights.</summary>
    [JsonIgnore]
    public virtual bool IsLinear => false;

    /// <summary>Whether the score is the same for all mixes: the eval tells them not apart.</summary>
    [JsonIgnore]
    public virtual bool IsConstant => false;

    /// <summary>The score of a mix.</summary>
    /// <param name="weights">Weights by domain, summing to 1.</param>
    public abstract double Predict(ReadOnlySpan<double> weights);

    /// <summary>The convex form that the model is a refinement of, or the model itself if it is convex; null where there is none.</summary>
    [JsonIgnore]
    internal virtual MixModel? ConvexPart => IsConvex ? this : null;

    /// <summary>The model at a mix, for a search.</summary>
    internal virtual MixCursor At(double[] weights) => new WholeCursor(this, weights);

    /// <summary>Adds the score's gradient and Hessian at a mix, times a factor.</summary>
    /// <param name="weights">The mix.</param>
    /// <param name="factor">What both are multiplied by.</param>
    /// <param name="gradient">By domain.</param>
    /// <param name="hessian">Domain × domain, row by row.</param>
    /// <exception cref="NotSupportedException">The model has no derivatives.</exception>
    internal virtual void AddDerivatives(ReadOnlySpan<double> weights, double factor, Span<double> gradient, Span<double> hessian) =>
        throw new NotSupportedException();
}
