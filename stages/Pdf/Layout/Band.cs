namespace Curation.Stages.Pdf.Layout;

/// <summary>Part of a region over its whole width, in which the same vertical strips are blank throughout.</summary>
internal sealed class Band
{
    /// <summary>Its segments, from top to bottom by rows.</summary>
    public List<Segment> Segments { get; } = [];

    /// <summary>Where its rows begin in <see cref="Segments"/>: a row is what no horizontal blank divides.</summary>
    public List<int> Rows { get; } = [];

    /// <summary>What is blank in all rows.</summary>
    public List<Interval> Blanks { get; private set; } = [];

    /// <summary>Outermost ends of its segments.</summary>
    public float Left { get; private set; } = float.PositiveInfinity;

    /// <summary>Outermost ends of its segments.</summary>
    public float Right { get; private set; } = float.NegativeInfinity;

    /// <summary>Lower end of the last row.</summary>
    public float Bottom { get; private set; }

    /// <summary>Adds a row whose blanks, cut with those so far, are given.</summary>
    public void Add(ReadOnlySpan<Segment> row, List<Interval> blanks)
    {
        Rows.Add(Segments.Count);
        Bottom = float.PositiveInfinity;
        foreach (var segment in row)
        {
            Segments.Add(segment);
            Left = Math.Min(Left, segment.Left);
            Right = Math.Max(Right, segment.Right);
            Bottom = Math.Min(Bottom, segment.CoreBottom);
        }
        Blanks = blanks;
    }

    /// <summary>The row at an index.</summary>
    public ReadOnlySpan<Segment> Row(int index) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Segments)[Rows[index]..(index + 1 < Rows.Count ? Rows[index + 1] : Segments.Count)];

    /// <summary>Blanks with text on both sides.</summary>
    public IEnumerable<Interval> Gutters() => GuttersOf(Blanks, Left, Right);

    /// <summary>Blanks with text on both sides of a span.</summary>
    public static IEnumerable<Interval> GuttersOf(List<Interval> blanks, float left, float right) =>
        blanks.Where(b => b.Low > left && b.High < right);
}
