using System.Globalization;
using Curation.Core.Errors;

namespace Curation.Stages.FastText.Evaluation;

/// <summary>The least score that is kept, and what it was chosen by.</summary>
/// <param name="Score">The score.</param>
/// <param name="By">What it was chosen by.</param>
public sealed record Threshold(double Score, string By)
{
    /// <summary>Fewest examples that a precision may rest on.</summary>
    const int FewestKept = 20;

    /// <summary>Keeps at least this share of the examples, and as few more as equal scores allow.</summary>
    public static Threshold ByKeepRate(IReadOnlyCollection<ScoredExample> examples, double rate)
    {
        var kept = Math.Clamp((int)Math.Ceiling((decimal)rate * examples.Count), 1, examples.Count);
        return new(examples.OrderByDescending(e => e.Score).ElementAt(kept - 1).Score, string.Create(CultureInfo.InvariantCulture, $"keep-rate {rate}"));
    }

    /// <summary>Keeps as many examples as a precision allows.</summary>
    /// <exception cref="CurationException">No threshold reaches it.</exception>
    public static Threshold ByPrecision(IReadOnlyCollection<ScoredExample> examples, double precision)
    {
        double? found = null;
        var best = 0.0;
        var (kept, right) = (0, 0);
        foreach (var group in examples.GroupBy(e => e.Score).OrderByDescending(g => g.Key))
        {
            kept += group.Count();
            right += group.Count(e => e.IsPositive);
            if (kept < FewestKept) continue;
            best = Math.Max(best, (double)right / kept);
            if ((double)right / kept >= precision) found = group.Key;
        }
        return found is { } score
            ? new(score, string.Create(CultureInfo.InvariantCulture, $"precision {precision}"))
            : throw new CurationException(string.Create(CultureInfo.InvariantCulture,
                $"no threshold that keeps {FewestKept} or more of {examples.Count} held-out examples has the precision {precision}; the best has {best:0.####}: ask for less, or give more examples"));
    }
}
