using Curation.Core.Errors;
using Curation.Mixers.Blend;
using Curation.Mixers.Running;
using Curation.Mixers.Tables;
using MathNet.Numerics.Distributions;

namespace Curation.Mixers.Design;

/// <summary>
/// Chooses the mixes that proxies are trained on: the natural one with repeats, the uniform one, each domain near its cap three times, and
/// Dirichlet draws around the natural mix (RegMix), thinned so that they fill the space. Seeded: the same options give the same mixes.
/// </summary>
public sealed class MixDesigner(DesignOptions options, WeightBounds bounds, double[] natural, int seed)
{
    const int Candidates = 40, CapMixes = 3;

    /// <summary>Weights below this are none: a proxy would hardly see them.</summary>
    const double Least = 2e-4;

    readonly Random _random = new(seed);

    /// <summary>The mixes, named by their kind.</summary>
    /// <param name="count">Mixes in all.</param>
    /// <exception cref="ConfigException">The bounds contradict, or there are fewer mixes than the fixed ones.</exception>
    public MixtureTable Make(int count)
    {
        bounds.Validate();
        var domains = bounds.Domains;
        var mixes = new List<(string Name, double[] Weights)> { ("natural", bounds.Nearest(natural)) };
        for (var i = 2; i <= options.Repeats; i++) mixes.Add(($"natural-repeat-{i}", mixes[0].Weights));
        mixes.Add(("uniform", bounds.Nearest([.. domains.Select(_ => 1.0)])));
        for (var i = 0; i < domains.Count; i++) mixes.Add(($"cap:{domains[i]}", AtCap(i, 1, mixes[0].Weights)));
        if (count < mixes.Count)
            throw new ConfigException($"design.proxies: {count} are fewer than the mixes that every design has ({mixes.Count}: natural with {options.Repeats} trainings, uniform, {domains.Count} domains at their caps); raise it, or join domains");
        for (var round = 2; round <= CapMixes; round++)
        {
            for (var i = 0; i < domains.Count && mixes.Count < count; i++) mixes.Add(($"cap-{round}:{domains[i]}", AtCap(i, 0.9 + 0.1 * _random.NextDouble(), Draw())));
        }
        Fill(mixes, count);
        return new("index", [.. Enumerable.Range(0, mixes.Count).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))], domains, [.. mixes.Select(m => m.Weights)])
        { Labels = [.. mixes.Select(m => m.Name)] };
    }

    /// <summary>Mixes near given ones: between each and the natural mix, and around it.</summary>
    public IReadOnlyList<(string Name, double[] Weights)> Near(IReadOnlyList<double[]> optima, int count)
    {
        var mixes = new List<(string, double[])>();
        for (var i = 0; i < count; i++)
        {
            var optimum = optima[i * optima.Count / count];
            var noise = Dirichlet([.. optimum.Select(w => 40 * Math.Max(w, 0.01))]);
            mixes.Add(($"near-{i + 1}", Clean([.. optimum.Select((w, j) => 0.5 * w + 0.5 * noise[j])])));
        }
        return mixes;
    }

    void Fill(List<(string Name, double[] Weights)> mixes, int count)
    {
        var pool = Enumerable.Range(0, Candidates * Math.Max(1, count - mixes.Count)).Select(_ => Draw()).ToArray();
        var nearest = pool.Select(c => mixes.Min(m => Distance(c, m.Weights))).ToArray();
        for (var n = 1; mixes.Count < count; n++)
        {
            var best = Enumerable.Range(0, pool.Length).MaxBy(i => nearest[i]);
            mixes.Add(($"dirichlet-{n}", pool[best]));
            for (var i = 0; i < pool.Length; i++) nearest[i] = Math.Min(nearest[i], Distance(pool[i], pool[best]));
        }
    }

    /// <summary>A Dirichlet draw around the square root of the natural mix, of a strength spread evenly in its logarithm.</summary>
    double[] Draw()
    {
        var (low, high) = (Math.Log(options.LeastStrength), Math.Log(options.GreatestStrength));
        var roots = natural.Select(Math.Sqrt).ToArray();
        for (var attempt = 0; ; attempt++)
        {
            var strength = Math.Exp(low + (high - low) * _random.NextDouble()) * natural.Length / roots.Sum();
            var drawn = Dirichlet([.. roots.Select(r => r * strength)]);
            if (bounds.Allow(drawn) || attempt == 20) return Clean(drawn);
        }
    }

    double[] Dirichlet(double[] alpha)
    {
        var values = alpha.Select(a => Math.Max(Gamma.Sample(_random, Math.Max(a, 0.02), 1), 1e-12)).ToArray();
        var sum = values.Sum();
        return [.. values.Select(v => v / sum)];
    }

    double[] Clean(double[] weights) => bounds.Nearest([.. weights.Select((w, i) => w < Least && bounds.Lower[i] == 0 ? 0 : w)]);

    double[] AtCap(int domain, double part, double[] rest)
    {
        var others = bounds.Lower.Sum() - bounds.Lower[domain];
        var room = bounds.Upper.Sum() - bounds.Upper[domain];
        // Not so high that the others cannot keep their least weights, nor so low that they cannot fill the rest.
        var weight = Math.Clamp(bounds.Upper[domain] * part, Math.Max(bounds.Lower[domain], 1 - room), 1 - others);
        var fixedBounds = bounds with
        {
            Lower = [.. bounds.Lower.Select((l, i) => i == domain ? weight : l)],
            Upper = [.. bounds.Upper.Select((u, i) => i == domain ? weight : u)],
        };
        return fixedBounds.Nearest(rest);
    }

    /// <summary>Hellinger's distance: roots spread small weights apart.</summary>
    static double Distance(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = Math.Sqrt(a[i]) - Math.Sqrt(b[i]);
            sum += difference * difference;
        }
        return Math.Sqrt(sum / 2);
    }
}
