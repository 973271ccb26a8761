using Curation.Ocr.PpOcr;

namespace Curation.Ocr.Imaging;

/// <summary>Grey values of a page at places between its pixels.</summary>
static class GreySampler
{
    /// <summary>A line of a page, upright, at a height; where it is larger on the page several samples make a pixel.</summary>
    /// <returns>Rows of <paramref name="width"/> values, −1 black to 1 white: what the networks expect.</returns>
    public static float[] Crop(PageImage page, LineRectangle line, int width, int height)
    {
        var samples = Math.Clamp((int)Math.Round(line.Thickness / height), 1, 4);
        var (stepX, stepY) = (line.Length / (width * samples), line.Thickness / (height * samples));
        var (left, top) = (line.X - line.AlongX * line.Length / 2 + line.AlongY * line.Thickness / 2, line.Y - line.AlongY * line.Length / 2 - line.AlongX * line.Thickness / 2);
        var crop = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sum = 0f;
                for (var s = 0; s < samples * samples; s++)
                {
                    var u = (x * samples + s % samples + 0.5) * stepX;
                    var v = (y * samples + s / samples + 0.5) * stepY;
                    sum += At(page, left + line.AlongX * u - line.AlongY * v - 0.5, top + line.AlongY * u + line.AlongX * v - 0.5);
                }
                crop[y * width + x] = sum / (samples * samples) / 127.5f - 1;
            }
        }
        return crop;
    }

    /// <summary>The page in other sides: each pixel the mean of what it covers, or between its neighbours where it grows.</summary>
    public static PageImage Resize(PageImage page, int width, int height)
    {
        if (width == page.Width && height == page.Height) return page;
        var resized = new byte[width * height];
        var (factorX, factorY) = ((double)page.Width / width, (double)page.Height / height);
        if (factorX <= 1 || factorY <= 1)
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++) resized[y * width + x] = (byte)(At(page, (x + 0.5) * factorX - 0.5, (y + 0.5) * factorY - 0.5) + 0.5f);
            }
            return new(width, height, resized, 0);
        }
        var sums = new float[width];
        for (var y = 0; y < height; y++)
        {
            Array.Clear(sums);
            var (from, to) = (y * factorY, (y + 1) * factorY);
            for (var row = (int)from; row < Math.Min(page.Height, Math.Ceiling(to)); row++)
            {
                var share = (float)((Math.Min(to, row + 1) - Math.Max(from, row)) / factorY);
                AddRow(page.Pixels.AsSpan(row * page.Width, page.Width), sums, factorX, share);
            }
            for (var x = 0; x < width; x++) resized[y * width + x] = (byte)Math.Clamp(sums[x] + 0.5f, 0, 255);
        }
        return new(width, height, resized, 0);
    }

    static void AddRow(ReadOnlySpan<byte> row, Span<float> sums, double factor, float share)
    {
        for (var x = 0; x < sums.Length; x++)
        {
            var (from, to) = (x * factor, Math.Min((x + 1) * factor, row.Length));
            var (first, last) = ((int)from, (int)to);
            var sum = first == last ? 0 : (float)(first + 1 - from) * row[first];
            for (var i = first + 1; i < last; i++) sum += row[i];
            if (last < row.Length) sum += (float)(to - Math.Max(last, from)) * row[last];
            sums[x] += sum / (float)(to - from) * share;
        }
    }

    /// <summary>The grey value at a place, 0 to 255.</summary>
    public static float At(PageImage page, double x, double y)
    {
        x = Math.Clamp(x, 0, page.Width - 1);
        y = Math.Clamp(y, 0, page.Height - 1);
        var (column, row) = ((int)x, (int)y);
        var (right, below) = (column + 1 < page.Width ? 1 : 0, row + 1 < page.Height ? page.Width : 0);
        var (fx, fy) = ((float)(x - column), (float)(y - row));
        var at = row * page.Width + column;
        var pixels = page.Pixels;
        return (pixels[at] * (1 - fx) + pixels[at + right] * fx) * (1 - fy) + (pixels[at + below] * (1 - fx) + pixels[at + below + right] * fx) * fy;
    }
}
