using System.Text;

namespace Curation.Stages.Pdf.Layout;

/// <summary>Joins the segments of a region that stand on one baseline.</summary>
internal static class LineBuilder
{
    /// <summary>Lines from top to bottom.</summary>
    /// <param name="segments">The segments of a region or of a table's cell.</param>
    /// <param name="region">Number of the region.</param>
    /// <param name="traits">Traits that all lines have.</param>
    public static IEnumerable<PageLine> Lines(IReadOnlyList<Segment> segments, int region, LineTraits traits)
    {
        var rows = Rows(segments);
        foreach (var row in rows)
        {
            if (row.Count == 1)
            {
                yield return Line(row[0].Text, row, region, traits);
                continue;
            }
            var leftwards = row.Sum(s => s.RightToLeft) * 2 > row.Sum(s => s.Letters);
            row.Sort((a, b) => leftwards ? b.Left.CompareTo(a.Left) : a.Left.CompareTo(b.Left));
            yield return Line(Join(row), row, region, traits);
        }
    }

    /// <summary>The text of segments on one baseline, in order; what is drawn twice counts once.</summary>
    public static string Join(IReadOnlyList<Segment> row)
    {
        if (row.Count == 1) return row[0].Text;
        var text = new StringBuilder();
        Segment? last = null;
        foreach (var segment in row)
        {
            if (last is not null)
            {
                if (segment.Text == last.Text && Math.Abs(segment.Left - last.Left) < .3f * segment.Size) continue;
                var gap = segment.Left >= last.Left ? segment.Left - last.Right : last.Left - segment.Right;
                if (gap > .12f * Math.Max(segment.Size, last.Size)) text.Append(' ');
            }
            text.Append(segment.Text);
            last = segment;
        }
        return text.ToString();
    }

    static List<List<Segment>> Rows(IReadOnlyList<Segment> segments)
    {
        var rows = new List<List<Segment>>();
        List<Segment>? row = null;
        var (y, size) = (0f, 0f);
        foreach (var segment in segments.OrderByDescending(s => s.Y).ThenBy(s => s.Order))
        {
            if (row is null || y - segment.Y > .4f * Math.Max(size, segment.Size))
            {
                rows.Add(row = []);
                (y, size) = (segment.Y, segment.Size);
            }
            else if (segment.Size > size) (y, size) = (segment.Y, segment.Size);
            row.Add(segment);
        }
        return rows;
    }

    static PageLine Line(string text, List<Segment> row, int region, LineTraits traits)
    {
        var (left, right, size, y, bold, rightToLeft, letters) = (row[0].Left, row[0].Right, 0f, row[0].Y, true, 0, 0);
        foreach (var segment in row)
        {
            (left, right) = (Math.Min(left, segment.Left), Math.Max(right, segment.Right));
            if (segment.Size > size) (size, y) = (segment.Size, segment.Y);
            bold &= segment.IsBold;
            rightToLeft += segment.RightToLeft;
            letters += segment.Letters;
        }
        if (bold) traits |= LineTraits.Bold;
        if (rightToLeft * 2 > letters) traits |= LineTraits.RightToLeft;
        return new(text, left, right, y, size, region, traits);
    }
}
