namespace Curation.Ocr.PpOcr;

/// <summary>
/// Puts the pieces of a page into reading order: where rows stand right of a gap that hardly any piece crosses, with text beside them, they are
/// a column that is read after that text; what is above comes first, what is below last. Pieces of one row make a line.
/// </summary>
static class ReadingOrder
{
    /// <summary>Boxes stand out over their ink: what is left between close columns is half a line's height, and still more than between words.</summary>
    const double ColumnGap = 0.5;

    const double LeastColumn = 0.12, Crossing = 0.15;
    const int LeastRows = 3;

    /// <summary>A recognised piece and its place.</summary>
    /// <param name="Line">Its text.</param>
    /// <param name="Box">Its place.</param>
    public readonly record struct Piece(OcrLine Line, PageBox Box);

    /// <summary>Lines in order.</summary>
    public static List<OcrLine> Of(IReadOnlyList<Piece> pieces)
    {
        var lines = new List<OcrLine>();
        if (pieces.Count == 0) return lines;
        var height = Median([.. pieces.Select(p => p.Box.Height)]);
        var width = pieces.Max(p => p.Box.Right) - pieces.Min(p => p.Box.Left);
        foreach (var block in Blocks([.. pieces], height, width)) AddRows(block, height, lines);
        return lines;
    }

    static IEnumerable<List<Piece>> Blocks(List<Piece> region, int height, int pageWidth)
    {
        if (RightColumn(region, height, pageWidth) is not { } column) return [region];
        // Rows of two columns need not stand at the same height to the pixel.
        var (top, bottom) = (column.Min(p => Middle(p.Box)) - height / 2, column.Max(p => Middle(p.Box)) + height / 2);
        var beside = region.Where(p => Middle(p.Box) >= top && Middle(p.Box) <= bottom).Except(column);
        List<Piece>[] parts = [[.. region.Where(p => Middle(p.Box) < top)], [.. beside], column, [.. region.Where(p => Middle(p.Box) > bottom)]];
        return parts.Where(p => p.Count > 0).SelectMany(p => Blocks(p, height, pageWidth));
    }

    /// <summary>The largest set of pieces right of some column edge with text beside them and hardly any that crosses the edge; null if there is none.</summary>
    static List<Piece>? RightColumn(List<Piece> region, int height, int pageWidth)
    {
        List<Piece>? best = null;
        List<Piece> ordered = [.. region.OrderBy(p => Middle(p.Box))];
        foreach (var edge in region.Select(p => p.Box.Left).Distinct())
        {
            var reach = edge - ColumnGap * height;
            foreach (var run in Runs(ordered, edge, reach))
            {
                List<Piece> right = [.. run.Where(p => p.Box.Left >= edge)];
                if (right.Count <= (best?.Count ?? 0) || right.Count == region.Count || !IsColumn(right, height, pageWidth)) continue;
                var (top, bottom) = (right.Min(p => Middle(p.Box)), right.Max(p => Middle(p.Box)));
                List<Piece> beside = [.. run.Where(p => p.Box.Left < edge && Middle(p.Box) >= top && Middle(p.Box) <= bottom)];
                var crossing = beside.Count(p => p.Box.Right > reach);
                if (beside.Count - crossing >= LeastRows && crossing <= Crossing * right.Count && IsColumn(beside, height, pageWidth)) best = right;
            }
        }
        return best;
    }

    /// <summary>The region cut where pieces that cross an edge stand below one another with none right of it between them: what is there has no columns.</summary>
    static IEnumerable<List<Piece>> Runs(List<Piece> ordered, int edge, double reach)
    {
        var run = new List<Piece>();
        var crossing = 0;
        foreach (var piece in ordered)
        {
            if (piece.Box.Left >= edge) crossing = 0;
            else if (piece.Box.Right > reach) crossing++;
            if (crossing >= 2 && run.Count > 0)
            {
                yield return run;
                run = [];
            }
            if (crossing < 2) run.Add(piece);
        }
        if (run.Count > 0) yield return run;
    }

    /// <summary>Rows of text, wide enough to be more than bullets or numbers beside a text.</summary>
    static bool IsColumn(List<Piece> part, int height, int pageWidth) =>
        part.Count >= LeastRows
        && part.Max(p => p.Box.Right) - part.Min(p => p.Box.Left) >= LeastColumn * pageWidth
        && part.Max(p => p.Box.Bottom) - part.Min(p => p.Box.Top) >= LeastRows * height;

    static int Middle(PageBox box) => (box.Top + box.Bottom) / 2;

    static void AddRows(List<Piece> block, int height, List<OcrLine> lines)
    {
        block.Sort((a, b) => (a.Box.Top + a.Box.Bottom).CompareTo(b.Box.Top + b.Box.Bottom));
        var rows = new List<List<Piece>>();
        foreach (var piece in block)
        {
            var middle = (piece.Box.Top + piece.Box.Bottom) / 2;
            if (rows.Count > 0 && rows[^1] is var row && middle < row.Max(p => p.Box.Bottom) - row.Max(p => p.Box.Height) / 4 && row.TrueForAll(p => !Overlap(p.Box, piece.Box))) row.Add(piece);
            else rows.Add([piece]);
        }
        PageBox? above = null;
        foreach (var row in rows)
        {
            row.Sort((a, b) => a.Box.Left.CompareTo(b.Box.Left));
            var box = new PageBox(row.Min(p => p.Box.Left), row.Min(p => p.Box.Top), row.Max(p => p.Box.Right), row.Max(p => p.Box.Bottom));
            var length = row.Sum(p => p.Line.Text.Length);
            lines.Add(new(string.Join(' ', row.Select(p => p.Line.Text)), Math.Round(row.Sum(p => p.Line.Confidence * p.Line.Text.Length) / Math.Max(1, length), 4))
            {
                Box = box,
                StartsParagraph = above is not { } last || box.Top - last.Bottom > 0.6 * height || box.Left - last.Left > 1.2 * height || box.Height > 1.5 * last.Height,
            });
            above = box;
        }
    }

    static bool Overlap(PageBox a, PageBox b) => Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left) > Math.Min(a.Width, b.Width) / 4;

    static int Median(List<int> values)
    {
        values.Sort();
        return Math.Max(1, values[values.Count / 2]);
    }
}
