namespace Curation.Ocr.Imaging;

/// <summary>A page as grey pixels, a byte each, row by row: 0 is black, 255 white.</summary>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Width × Height bytes.</param>
/// <param name="Dpi">Pixels an inch; 0 if unknown.</param>
public sealed record PageImage(int Width, int Height, byte[] Pixels, int Dpi)
{
    /// <summary>The image turned clockwise.</summary>
    /// <param name="quarters">Quarter turns, 0 to 3.</param>
    public PageImage Turned(int quarters)
    {
        if (quarters == 0) return this;
        var turned = new byte[Pixels.Length];
        var (width, height) = quarters == 2 ? (Width, Height) : (Height, Width);
        for (var y = 0; y < height; y++)
        {
            var row = turned.AsSpan(y * width, width);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = quarters switch
                {
                    1 => Pixels[(Height - 1 - x) * Width + y],
                    2 => Pixels[(Height - 1 - y) * Width + Width - 1 - x],
                    _ => Pixels[x * Width + Width - 1 - y],
                };
            }
        }
        return new(width, height, turned, Dpi);
    }
}
