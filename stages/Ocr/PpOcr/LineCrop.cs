using Curation.Ocr.Imaging;

namespace Curation.Ocr.PpOcr;

/// <summary>A line cut out of a page for the reading network.</summary>
/// <param name="Width">Its columns.</param>
/// <param name="Pixels">48 rows of them, −1 black to 1 white.</param>
sealed record LineCrop(int Width, float[] Pixels)
{
    /// <summary>Rows that the networks take.</summary>
    public const int Height = 48;

    const int Least = 16, Most = 3072;

    /// <summary>Columns that it is filled up to before it is read. They depend on the line alone: the same text comes out of every batch.</summary>
    public int Filled => Width <= 320 ? (Width + 31) / 32 * 32 : (Width + 63) / 64 * 64;

    /// <summary>Cuts a line out.</summary>
    public static LineCrop Of(PageImage page, LineRectangle line)
    {
        var width = Math.Clamp((int)Math.Ceiling(Height * line.Length / line.Thickness), Least, Most);
        return new(width, GreySampler.Crop(page, line, width, Height));
    }

    /// <summary>Turned by half a turn.</summary>
    public LineCrop UpsideDown()
    {
        var pixels = (float[])Pixels.Clone();
        Array.Reverse(pixels);
        return this with { Pixels = pixels };
    }

    /// <summary>At another width, as the direction network takes it: squeezed if it is longer, filled with grey if it is shorter.</summary>
    public LineCrop FitTo(int width)
    {
        if (Width == width) return this;
        var fitted = new float[Height * width];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var from = Width > width ? (x + 0.5f) * Width / width - 0.5f : x;
                if (from > Width - 1) continue;
                var left = Math.Max(0, (int)from);
                var right = Math.Min(left + 1, Width - 1);
                var share = Math.Max(0, from - left);
                fitted[y * width + x] = Pixels[y * Width + left] * (1 - share) + Pixels[y * Width + right] * share;
            }
        }
        return new(width, fitted);
    }
}
