using Curation.Core.Errors;

namespace Curation.Mixers.Blend;

/// <summary>What a mix must keep to: a lower and an upper bound for each domain, with the reason of the upper one.</summary>
/// <param name="Domains">Names.</param>
/// <param name="Lower">Least weights.</param>
/// <param name="Upper">Greatest weights.</param>
/// <param name="Reasons">What sets each upper bound, for messages and reports.</param>
public sealed record WeightBounds(IReadOnlyList<string> Domains, double[] Lower, double[] Upper, IReadOnlyList<string> Reasons)
{
    /// <summary>Slack of sums: published weights are rounded.</summary>
    const double Tolerance = 1e-9;

    /// <summary>Bounds 0 and 1 for all.</summary>
    public static WeightBounds None(IReadOnlyList<string> domains) =>
        new(domains, new double[domains.Count], [.. domains.Select(_ => 1.0)], [.. domains.Select(_ => "")]);

    /// <summary>Lowers upper bounds to others where those are smaller; the lower bounds stay.</summary>
    public WeightBounds AtMost(IReadOnlyList<double> upper, Func<int, string> reason) => this with
    {
        Upper = [.. Upper.Select((u, i) => Math.Min(u, upper[i]))],
        Reasons = [.. Reasons.Select((r, i) => upper[i] < Upper[i] ? reason(i) : r)],
    };

    /// <summary>Raises lower bounds.</summary>
    public WeightBounds AtLeast(IReadOnlyList<double> lower) => this with { Lower = [.. Lower.Select((l, i) => Math.Max(l, lower[i]))] };

    /// <summary>Whether a mix keeps to them, within a tolerance.</summary>
    public bool Allow(ReadOnlySpan<double> weights, double tolerance = 1e-6)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] < Lower[i] - tolerance || weights[i] > Upper[i] + tolerance) return false;
        }
        return true;
    }

    /// <summary>Checks that some mix keeps to all of them.</summary>
    /// <exception cref="ConfigException">None does: every bound that contradicts is named.</exception>
    public void Validate()
    {
        var wrong = new List<string>();
        for (var i = 0; i < Domains.Count; i++)
        {
            if (Lower[i] > Upper[i] + Tolerance)
                wrong.Add($"'{Domains[i]}': the least weight {Lower[i]:0.####} is above the greatest, {Upper[i]:0.####}{Because(i)}");
        }
        if (wrong.Count == 0 && Lower.Sum() > 1 + Tolerance)
            wrong.Add($"the least weights sum to {Lower.Sum():0.####}, more than 1: {List(Lower, i => Lower[i] > 0, _ => "")}");
        if (wrong.Count == 0 && Upper.Sum() < 1 - Tolerance)
            wrong.Add($"the greatest weights sum to {Upper.Sum():0.####}, less than 1: {List(Upper, _ => true, Because)}; allow more epochs or a smaller target, or sample these domains higher");
        if (wrong.Count > 0) throw new ConfigException("no mix keeps to the constraints: " + string.Join("; ", wrong));
    }

    /// <summary>The mix nearest to another that keeps to the bounds: what is over or under them is shared among the rest in proportion.</summary>
    public double[] Nearest(IReadOnlyList<double> weights)
    {
        // Scaling and clipping: the sum grows with the scale, so bisection finds it.
        double[] At(double scale) => [.. weights.Select((w, i) => Math.Clamp(Math.Max(w, 1e-12) * scale, Lower[i], Upper[i]))];
        var (low, high) = (0.0, 1.0);
        while (At(high).Sum() < 1 && high < 1e15) high *= 2;
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            if (At(middle).Sum() < 1) low = middle;
            else high = middle;
        }
        return At(high);
    }

    string Because(int i) => Reasons[i].Length == 0 ? "" : $" ({Reasons[i]})";

    string List(double[] values, Func<int, bool> which, Func<int, string> more) =>
        string.Join(", ", Enumerable.Range(0, values.Length).Where(which).Select(i => $"'{Domains[i]}' {values[i]:0.####}{more(i)}"));
}
