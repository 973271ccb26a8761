namespace Curation.Ocr.PpOcr;

/// <summary>How likely each pixel belongs to the core of a line of text, and the lines that follow from it (differentiable binarization, Liao et al., AAAI 2020).</summary>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Values">Probabilities as 0 to 255.</param>
sealed record ProbabilityMap(int Width, int Height, byte[] Values)
{
    /// <summary>PP-OCR's values: a pixel counts from .3 on, a line from a mean of .6 on, and grows by 1.5.</summary>
    const byte Pixel = 77;

    const double Line = 0.6 * 255, Growth = 1.5, LeastThickness = 3;

    /// <summary>Lines, as rectangles on this map: pixels that hang together.</summary>
    public List<LineRectangle> Lines()
    {
        var lines = new List<LineRectangle>();
        var open = new bool[Values.Length];
        for (var i = 0; i < open.Length; i++) open[i] = Values[i] >= Pixel;
        var (pending, edge) = (new Stack<int>(), new List<(int X, int Y)>());
        for (var start = 0; start < open.Length; start++)
        {
            if (!open[start]) continue;
            edge.Clear();
            var (sum, count) = (0L, 0);
            open[start] = false;
            pending.Push(start);
            while (pending.TryPop(out var at))
            {
                var (x, y) = (at % Width, at / Width);
                sum += Values[at];
                count++;
                var inside = x > 0 && x < Width - 1 && Values[at - 1] >= Pixel && Values[at + 1] >= Pixel;
                // The outermost pixels of each row are enough for the hull.
                if (!inside) edge.Add((x, y));
                for (var ny = Math.Max(0, y - 1); ny <= Math.Min(Height - 1, y + 1); ny++)
                {
                    for (var nx = Math.Max(0, x - 1); nx <= Math.Min(Width - 1, x + 1); nx++)
                    {
                        var neighbour = ny * Width + nx;
                        if (!open[neighbour]) continue;
                        open[neighbour] = false;
                        pending.Push(neighbour);
                    }
                }
            }
            if (sum < Line * count) continue;
            var line = LineRectangle.Around(edge);
            if (Math.Min(line.Length, line.Thickness) >= LeastThickness) lines.Add(line.Grown(Growth));
        }
        return lines;
    }
}
