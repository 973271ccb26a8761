using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Curation.Ocr.Imaging;

/// <summary>
/// The angle of a page's lines, by projection profiles (Postl): rows along the lines hold either much ink or none, so that the sums of rows differ most from
/// row to row.
/// </summary>
static class Skew
{
    const double Most = 12, Coarse = 0.5, Fine = 0.05;

    /// <summary>Degrees from which a page is turned back: below, engines read it as well.</summary>
    const double Slant = 0.5;

    /// <summary>Columns at which it is measured, and most points of ink.</summary>
    const int Columns = 900, MostPoints = 20_000;

    /// <summary>How much sharper the lines must be at the angle found than as the page lies.</summary>
    const double Gain = 1.15;

    /// <summary>How much sharper they must be than at the middle one of all angles: lines are 4 to 50 times, noise and columns of a page on its side less than twice.</summary>
    const double Lines = 2.5;

    /// <summary>The page with its lines level.</summary>
    public static PageImage Straight(PageImage page) => Straighten(page, Slanted(page));

    /// <summary>The angle by which the page should be turned back; 0 if that is not worth it.</summary>
    public static double Slanted(PageImage page) => Measure(page) is var degrees && Math.Abs(degrees) >= Slant ? degrees : 0;

    /// <summary>Degrees clockwise by which the page is turned, −12 to 12; 0 if no angle stands out.</summary>
    public static double Measure(PageImage page)
    {
        var ink = Points(page);
        if (ink.Count < 200) return 0;
        var (angle, sharpness, middle) = Best(ink, -Most, Most, Coarse);
        if (sharpness < Lines * middle) return 0;
        (angle, sharpness, _) = Best(ink, angle - Coarse, angle + Coarse, Fine);
        return Math.Abs(angle) < Most && sharpness >= Gain * Sharpness(ink, 0) ? angle : 0;
    }

    /// <summary>The page turned back by an angle, white where nothing was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PageImage Straighten(PageImage page, double degrees)
    {
        if (degrees == 0) return page;
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var (width, height) = (page.Width, page.Height);
        var straight = new byte[page.Pixels.Length];
        Array.Fill(straight, (byte)255);
        for (var y = 0; y < height; y++)
        {
            var row = straight.AsSpan(y * width, width);
            for (var x = 0; x < width; x++)
            {
                var (dx, dy) = (x - width / 2.0, y - height / 2.0);
                var (u, v) = (dx * cos - dy * sin + width / 2.0, dx * sin + dy * cos + height / 2.0);
                if (u >= 0 && v >= 0 && u < width && v < height) row[x] = (byte)(GreySampler.At(page, u, v) + 0.5f);
            }
        }
        return page with { Pixels = straight };
    }

    static (double Angle, double Sharpness, double Middle) Best(List<(float X, float Y)> ink, double from, double to, double step)
    {
        var sharpness = new double[(int)Math.Round((to - from) / step) + 1];
        for (var i = 0; i < sharpness.Length; i++) sharpness[i] = Sharpness(ink, from + i * step);
        var best = sharpness.Max();
        var angle = from + Array.IndexOf(sharpness, best) * step;
        Array.Sort(sharpness);
        return (angle, best, sharpness[sharpness.Length / 2]);
    }

    /// <summary>Sum of squared differences between neighbouring rows along an angle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double Sharpness(List<(float X, float Y)> ink, double degrees)
    {
        var tangent = (float)Math.Tan(degrees * Math.PI / 180);
        var rows = new int[4 * Columns];
        foreach (var (x, y) in CollectionsMarshal.AsSpan(ink))
        {
            var row = (int)(y - x * tangent) + Columns;
            if ((uint)row < (uint)rows.Length) rows[row]++;
        }
        var sum = 0.0;
        for (var i = 1; i < rows.Length; i++)
        {
            double difference = rows[i] - rows[i - 1];
            sum += difference * difference;
        }
        return sum;
    }

    /// <summary>Lower edges of ink on the reduced page: places darker than the one below them. Shadows have none. Of very many every n-th.</summary>
    static List<(float X, float Y)> Points(PageImage page)
    {
        var (reduced, columns, rows) = Reduced(page);
        rows = Math.Min(rows, 2 * Columns);
        var points = new List<(float, float)>();
        for (var y = rows / 50; y + 1 < rows - rows / 50; y++)
        {
            for (var x = columns / 50; x < columns - columns / 50; x++)
            {
                var at = y * columns + x;
                if (reduced[at + columns] - reduced[at] > Edge(reduced[at + columns])) points.Add((x - columns / 2f, y));
            }
        }
        var every = 1 + points.Count / MostPoints;
        return every == 1 ? points : [.. points.Where((_, i) => i % every == 0)];
    }

    /// <summary>Means of square blocks, about <see cref="Columns"/> a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static (byte[] Means, int Columns, int Rows) Reduced(PageImage page)
    {
        var block = Math.Max(1, (page.Width + Columns / 2) / Columns);
        var (columns, rows) = (page.Width / block, page.Height / block);
        var means = new byte[columns * rows];
        var sums = new int[columns];
        for (var y = 0; y < rows; y++)
        {
            Array.Clear(sums);
            for (var line = 0; line < block; line++)
            {
                var pixels = page.Pixels.AsSpan((y * block + line) * page.Width, columns * block);
                for (int x = 0, at = 0; x < sums.Length; x++)
                    for (var i = 0; i < block; i++) sums[x] += pixels[at++];
            }
            for (var x = 0; x < columns; x++) means[y * columns + x] = (byte)(sums[x] / (block * block));
        }
        return (means, columns, rows);
    }

    /// <summary>The step that counts as an edge, by the paper's brightness: dark paper has lower ones.</summary>
    static int Edge(byte paper) => Math.Max(8, paper / 6);
}
