using System.Runtime.InteropServices;

namespace Curation.Stages.Pdf.Layout;

/// <summary>Cuts a region into bands: a band ends where a row crosses its gutters, or where gutters begin.</summary>
internal static class BandCutter
{
    /// <summary>The bands from top to bottom.</summary>
    /// <param name="segments">The region's segments; sorted as a side effect.</param>
    /// <param name="gutter">Narrowest blank that may divide columns, in points.</param>
    /// <param name="margins">Heights below and above which a row that stands apart is a footer or header and no part of a column.</param>
    public static List<Band> Cut(List<Segment> segments, float gutter, Interval margins)
    {
        segments.Sort(static (a, b) => b.CoreTop.CompareTo(a.CoreTop) is not 0 and var order ? order : a.Order.CompareTo(b.Order));
        var all = CollectionsMarshal.AsSpan(segments);
        var bands = new List<Band>();
        Band? open = null;
        for (var at = 0; at < all.Length;)
        {
            var bottom = all[at].CoreBottom;
            var end = at + 1;
            for (; end < all.Length && all[end].CoreTop > bottom; end++) bottom = Math.Min(bottom, all[end].CoreBottom);
            var row = all[at..end];
            var blanks = Interval.Blanks(row, gutter);
            if (open is null || IsMargin(open, row, margins) || !Joins(open, row, ref blanks, gutter)) bands.Add(open = new());
            open.Add(row, blanks);
            at = end;
        }
        return bands;
    }

    static bool IsMargin(Band band, ReadOnlySpan<Segment> row, Interval margins) =>
        (row[0].Y < margins.Low || band.Bottom > margins.High) && band.Bottom - row[0].CoreTop > .9f * row[0].Size;

    /// <summary>Whether a row goes on with a band; its blanks become those of both.</summary>
    static bool Joins(Band band, ReadOnlySpan<Segment> row, ref List<Interval> blanks, float gutter)
    {
        var both = Interval.Intersect(band.Blanks, blanks, gutter);
        var (left, right) = (row[0].Left, row[0].Right);
        foreach (var segment in row) (left, right) = (Math.Min(left, segment.Left), Math.Max(right, segment.Right));
        var goes = band.Gutters().Any()
            // The gutter goes on, be it that one column has ended.
            ? Band.GuttersOf(both, band.Left, band.Right).Any()
            // No gutter so far: it may begin here beside what stands above one column, but not far above it.
            : !Band.GuttersOf(blanks, left, right).Any()
                || (Band.GuttersOf(both, Math.Min(left, band.Left), Math.Max(right, band.Right)).Any() && band.Bottom - row[0].CoreTop < 1.5f * row[0].Size);
        if (goes) blanks = both;
        return goes;
    }
}
