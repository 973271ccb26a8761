using Curation.Mixers.Blend;

namespace Curation.Mixers.Running;

/// <summary>
/// What a mix is varied over: the domains, or, where some of them changed after a blend was found, the changed ones and all others as one
/// axis at the ratios of that blend (Olmix's reuse of mixtures).
/// </summary>
/// <param name="Names">Names of the axes.</param>
/// <param name="Parts">The domains of each axis with their shares of it, which sum to 1.</param>
/// <param name="Domains">Number of domains.</param>
public sealed record MixAxes(IReadOnlyList<string> Names, IReadOnlyList<IReadOnlyList<(int Domain, double Share)>> Parts, int Domains)
{
    const string Existing = "existing";

    /// <summary>Whether some domains are held together.</summary>
    public bool AreCollapsed => Names.Count < Domains;

    /// <summary>An axis a domain.</summary>
    public static MixAxes Of(IReadOnlyList<string> domains) => new(domains, [.. domains.Select((_, i) => new[] { (i, 1.0) })], domains.Count);

    /// <summary>Held domains as the first axis, an axis for each of the others.</summary>
    public static MixAxes Collapse(IReadOnlyList<string> domains, IReadOnlyDictionary<string, double> held)
    {
        var sum = held.Values.Sum();
        var free = Enumerable.Range(0, domains.Count).Where(i => !held.ContainsKey(domains[i])).ToArray();
        var name = domains.Contains(Existing) ? Existing + " sources" : Existing;
        return new([name, .. free.Select(i => domains[i])],
            [[.. Enumerable.Range(0, domains.Count).Where(i => held.ContainsKey(domains[i])).Select(i => (i, held[domains[i]] / sum))], .. free.Select(i => new[] { (i, 1.0) })], domains.Count);
    }

    /// <summary>Weights of the domains for weights of the axes.</summary>
    public double[] Expand(IReadOnlyList<double> weights)
    {
        var all = new double[Domains];
        for (var axis = 0; axis < Parts.Count; axis++)
            foreach (var (domain, share) in Parts[axis]) all[domain] = weights[axis] * share;
        return all;
    }

    /// <summary>Weights of the axes for weights of the domains.</summary>
    public double[] Gather(IReadOnlyList<double> weights) => [.. Parts.Select(axis => axis.Sum(part => weights[part.Domain]))];

    /// <summary>Bounds of the axes under which every domain keeps to its own.</summary>
    public WeightBounds Gather(WeightBounds bounds)
    {
        if (!AreCollapsed) return bounds;
        var tightest = Parts.Select(axis => axis.Where(p => p.Share > 0).MinBy(p => bounds.Upper[p.Domain] / p.Share)).ToArray();
        var gathered = new WeightBounds(Names,
            [.. Parts.Select(axis => axis.Where(p => p.Share > 0).Max(p => bounds.Lower[p.Domain] / p.Share))],
            [.. tightest.Select(p => Math.Min(1, bounds.Upper[p.Domain] / p.Share))],
            [.. tightest.Select((p, axis) => bounds.Upper[p.Domain] / p.Share >= 1 ? "" : Parts[axis].Count == 1 ? bounds.Reasons[p.Domain] : $"{bounds.Domains[p.Domain]}: {bounds.Reasons[p.Domain]}")]);
        gathered.Validate();
        return gathered;
    }
}
