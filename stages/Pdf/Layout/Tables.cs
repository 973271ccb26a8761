using System.Text;

namespace Curation.Stages.Pdf.Layout;

/// <summary>Rows that keep the same gutters, as Markdown; only where rows and columns are beyond doubt.</summary>
internal static class Tables
{
    /// <summary>Fewest rows of a table.</summary>
    public const int FewestRows = 3;

    const int LongestCell = 60;

    /// <summary>The lines of a band without columns of running text: rows of tables where there are any, else lines as they stand.</summary>
    public static IEnumerable<PageLine> Lines(Band band, float gutter, int region, LineTraits traits)
    {
        var lines = new List<Segment>();
        for (var row = 0; row < band.Rows.Count;)
        {
            var count = Run(band, row, gutter, out var gutters);
            if (Find(band, row, count, gutters, region, traits) is { } table)
            {
                foreach (var line in LineBuilder.Lines(lines, region, traits)) yield return line;
                lines.Clear();
                foreach (var line in table) yield return line;
                row += count;
            }
            else lines.AddRange(band.Row(row++));
        }
        foreach (var line in LineBuilder.Lines(lines, region, traits)) yield return line;
    }

    /// <summary>Number of rows from one on that keep the same gutters, and those.</summary>
    static int Run(Band band, int first, float narrowest, out Interval[] gutters)
    {
        gutters = [];
        if (band.Row(first).Length < 2) return 1;
        var (blanks, left, right) = (new List<Interval> { new(float.NegativeInfinity, float.PositiveInfinity) }, float.PositiveInfinity, float.NegativeInfinity);
        var count = 0;
        for (; first + count < band.Rows.Count; count++)
        {
            var row = band.Row(first + count).ToArray();
            // Rows of a table do not stand far apart.
            if (count > 0 && band.Row(first + count - 1).ToArray().Min(s => s.CoreBottom) - row.Max(s => s.CoreTop) > 2.5f * row[0].Size) break;
            var both = Interval.Intersect(blanks, Interval.Blanks(row, narrowest), narrowest);
            var (rowLeft, rowRight) = (Math.Min(left, row.Min(s => s.Left)), Math.Max(right, row.Max(s => s.Right)));
            var next = Band.GuttersOf(both, rowLeft, rowRight).ToArray();
            if (next.Length < gutters.Length && (next.Length == 0 || count >= FewestRows)) break;
            (blanks, left, right, gutters) = (both, rowLeft, rowRight, next);
        }
        return count;
    }

    static List<PageLine>? Find(Band band, int first, int count, Interval[] gutters, int region, LineTraits traits)
    {
        if (gutters.Length == 0 || count < (gutters.Length == 1 ? FewestRows + 1 : FewestRows)) return null;
        var rows = new List<(string[] Cells, Segment First)>(count);
        for (var i = first; i < first + count; i++)
        {
            var cells = Cells(band.Row(i), gutters);
            // A row with one cell, and not the first, goes on with the one above.
            if (rows.Count > 0 && cells[0].Length == 0 && cells.Count(c => c.Length > 0) == 1 && gutters.Length > 1) Continue(rows[^1].Cells, cells);
            else rows.Add((cells, band.Row(i)[0]));
        }
        var columns = gutters.Length + 1;
        if (IsContents(rows) || !IsClear(rows, columns)) return null;
        return Markdown(rows, band, region, traits);
    }

    /// <summary>A table of contents: the last column counts pages.</summary>
    static bool IsContents(List<(string[] Cells, Segment First)> rows)
    {
        var page = 0;
        foreach (var (cells, _) in rows)
        {
            var last = cells[^1].Length == 0 ? cells[^2] : cells[^1];
            if (!int.TryParse(last, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) || number < page) return false;
            page = number;
        }
        return true;
    }

    static bool IsClear(List<(string[] Cells, Segment First)> rows, int columns)
    {
        if (rows.Count < FewestRows) return false;
        var (filled, characters, leaders) = (0, 0, 0);
        foreach (var (cells, _) in rows)
            foreach (var cell in cells)
            {
                if (cell.Length > 0) filled++;
                characters += cell.Length;
                if (cell.Contains(". . .", StringComparison.Ordinal) || cell.Contains("....", StringComparison.Ordinal)) leaders++;
            }
        if (leaders > 0 || characters > (long)filled * LongestCell / 2) return false;
        // Two columns are as often labels, code with comments or a list with bullets: they must be full, and the first one words.
        return columns == 2
            ? filled == 2 * rows.Count && rows.All(r => r.Cells[0].Length > 2 && r.Cells[0].Any(char.IsLetter) && r.Cells[1].Length <= LongestCell / 2)
            : filled * 10 >= rows.Count * columns * 7;
    }

    static string[] Cells(ReadOnlySpan<Segment> row, Interval[] gutters)
    {
        var cells = new List<Segment>?[gutters.Length + 1];
        foreach (var segment in row)
        {
            var column = 0;
            while (column < gutters.Length && segment.Left >= gutters[column].High) column++;
            (cells[column] ??= []).Add(segment);
        }
        return [.. cells.Select(c => c is null ? "" : string.Join(' ', LineBuilder.Lines(c, 0, LineTraits.None).Select(l => l.Text)))];
    }

    static void Continue(string[] cells, string[] more)
    {
        for (var i = 0; i < cells.Length; i++)
            if (more[i].Length > 0) cells[i] = cells[i].Length == 0 ? more[i] : $"{cells[i]} {more[i]}";
    }

    static List<PageLine> Markdown(List<(string[] Cells, Segment First)> rows, Band band, int region, LineTraits traits)
    {
        var lines = new List<PageLine>(rows.Count + 1);
        foreach (var (cells, first) in rows)
        {
            lines.Add(Line(Row(cells), first));
            if (lines.Count == 1) lines.Add(Line("|" + string.Concat(Enumerable.Repeat(" --- |", cells.Length)), first));
        }
        return lines;

        PageLine Line(string text, Segment first) => new(text, band.Left, band.Right, first.Y, first.Size, region, traits | LineTraits.TableRow);
    }

    static string Row(string[] cells)
    {
        var row = new StringBuilder("|");
        foreach (var cell in cells) row.Append(' ').Append(cell.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |");
        return row.ToString();
    }
}
