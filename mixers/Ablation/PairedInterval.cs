using MathNet.Numerics.Distributions;

namespace Curation.Mixers.Ablation;

/// <summary>Mean of paired differences with the 95 % interval of Student's t.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record PairedInterval(double Mean, double Low, double High)
{
    /// <summary>The interval of some differences, at least two.</summary>
    public static PairedInterval Of(IReadOnlyList<double> differences)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(differences.Count, 2);
        var mean = differences.Average();
        var variance = differences.Sum(d => (d - mean) * (d - mean)) / (differences.Count - 1);
        var half = StudentT.InvCDF(0, 1, differences.Count - 1, 0.975) * Math.Sqrt(variance / differences.Count);
        return new(mean, mean - half, mean + half);
    }

    /// <summary>What it tells of a gain.</summary>
    public AblationVerdict Verdict => Low > 0 ? AblationVerdict.Helps : High < 0 ? AblationVerdict.Hurts : AblationVerdict.CannotTell;
}

/// <summary>What an ablation tells of a filter.</summary>
public enum AblationVerdict
{
    /// <summary>The interval holds zero.</summary>
    CannotTell,

    /// <summary>Proxies are better with it.</summary>
    Helps,

    /// <summary>Proxies are worse with it.</summary>
    Hurts,
}
