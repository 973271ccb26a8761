namespace Curation.Mixers.Blend;

/// <summary>A 90 % interval.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record Interval(double Low, double High)
{
    /// <summary>The interval between the 5th and the 95th percentile.</summary>
    public static Interval Of(IEnumerable<double> draws)
    {
        var sorted = draws.Order().ToArray();
        return new(At(sorted, 0.05), At(sorted, 0.95));
    }

    /// <summary>Whether a number lies in it.</summary>
    public bool Contains(double value) => value >= Low && value <= High;

    static double At(double[] sorted, double part)
    {
        var at = part * (sorted.Length - 1);
        var i = (int)at;
        return i + 1 < sorted.Length ? sorted[i] + (at - i) * (sorted[i + 1] - sorted[i]) : sorted[i];
    }
}
