namespace Curation.Stages.Pdf.Layout;

/// <summary>A range of x; sets of them are lists in ascending order without overlap.</summary>
internal readonly record struct Interval(float Low, float High)
{
    /// <summary>Its length.</summary>
    public float Width => High - Low;

    /// <summary>What no segment covers, the ranges to both ends of the axis included.</summary>
    /// <param name="segments">The segments; sorted by their left ends as a side effect.</param>
    /// <param name="narrowest">Ranges narrower than this are left out.</param>
    public static List<Interval> Blanks(Span<Segment> segments, float narrowest)
    {
        segments.Sort(static (a, b) => a.Left.CompareTo(b.Left));
        var blanks = new List<Interval>();
        var covered = float.NegativeInfinity;
        foreach (var segment in segments)
        {
            if (segment.Left - covered >= narrowest) blanks.Add(new(covered, segment.Left));
            covered = Math.Max(covered, segment.Right);
        }
        blanks.Add(new(covered, float.PositiveInfinity));
        return blanks;
    }

    /// <summary>What is in both sets, ranges narrower than <paramref name="narrowest"/> left out.</summary>
    public static List<Interval> Intersect(List<Interval> first, List<Interval> second, float narrowest)
    {
        var both = new List<Interval>(Math.Max(first.Count, second.Count));
        for (int i = 0, k = 0; i < first.Count && k < second.Count;)
        {
            var (low, high) = (Math.Max(first[i].Low, second[k].Low), Math.Min(first[i].High, second[k].High));
            if (high - low >= narrowest) both.Add(new(low, high));
            if (first[i].High < second[k].High) i++;
            else k++;
        }
        return both;
    }
}
