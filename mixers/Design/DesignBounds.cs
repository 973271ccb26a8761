using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Mixers.Blend;
using Curation.Mixers.Corpus;
using Curation.Mixers.Running;

namespace Curation.Mixers.Design;

/// <summary>Bounds that follow from options and from how much there is of each domain.</summary>
public static class DesignBounds
{
    /// <summary>The bounds; checked.</summary>
    /// <exception cref="ConfigException">A bound is for an unknown domain, or no mix keeps to all.</exception>
    public static WeightBounds Of(MixOptions options, IReadOnlyList<Domain> domains, double[] natural)
    {
        var names = domains.Select(d => d.Name).ToArray();
        foreach (var name in options.Bounds.Keys)
        {
            if (!names.Contains(name)) throw new ConfigException($"bounds: unknown domain '{name}'; {Names.DidYouMean(name, names)}");
        }
        var target = options.TargetTokens ?? domains.Sum(d => d.Tokens);
        var bounds = WeightBounds.None(names)
            .AtMost([.. natural.Select(n => options.Design.MaxRatio * n)], _ => $"{options.Design.MaxRatio} times its natural weight, design.maxRatio")
            .AtMost([.. domains.Select(d => options.MaxEpochs * d.Tokens / target)], i => $"{options.MaxEpochs} epochs of its {domains[i].Tokens:n0} tokens, maxEpochs")
            .AtMost([.. names.Select(n => options.Bounds.GetValueOrDefault(n)?.Max ?? 1)], i => $"bounds.{names[i]}.max")
            .AtLeast([.. names.Select(n => options.Bounds.GetValueOrDefault(n)?.Min ?? 0)]);
        bounds.Validate();
        return bounds;
    }
}
