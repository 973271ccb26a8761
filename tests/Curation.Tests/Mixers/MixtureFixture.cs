using Curation.Mixers.Blend;

namespace Curation.Tests.Mixers;

/// <summary>Mixtures that tell nothing but their weights.</summary>
static class MixtureFixture
{
    public static MixtureFile Of(params IEnumerable<(string Name, double Weight)> weights) => new()
    {
        Unit = "tokens",
        DomainColumns = ["source"],
        Weights = [.. weights.Select(w => new MixtureWeight(w.Name, w.Weight, new(0, 1), 0, 0, 1, null, null))],
        Gain = 0,
        GainInterval = new(0, 0),
        Verdict = "",
        Evals = [],
        KlPenalty = 0,
        KlPath = [],
        Proxies = 0,
        NearestDistance = 0,
        NearestMix = "",
        Hash = "hash",
    };
}
