using Curation.Ocr.Imaging;

namespace Curation.Ocr.Rendering;

/// <summary>Reads binary grey maps (P5) one behind the other, as <c>pdftoppm -gray</c> writes pages.</summary>
static class PgmReader
{
    /// <summary>The next image; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">It is none, or has more than <paramref name="maxPixels"/>.</exception>
    public static async Task<PageImage?> ReadAsync(Stream stream, int dpi, long maxPixels, CancellationToken cancellationToken)
    {
        var one = new byte[1];
        async Task<int> Next() => await stream.ReadAsync(one, cancellationToken).ConfigureAwait(false) == 0 ? -1 : one[0];
        async Task<int> Number()
        {
            var (value, digits) = (0L, 0);
            while (await Next().ConfigureAwait(false) is var c && c >= 0)
            {
                if (c is >= '0' and <= '9') (value, digits) = (value * 10 + c - '0', digits + 1);
                else if (digits > 0) break;
                if (digits > 9) break;
            }
            return digits is > 0 and <= 9 ? (int)value : throw new InvalidDataException("a grey map without sides");
        }
        var magic = await Next().ConfigureAwait(false);
        if (magic < 0) return null;
        if (magic != 'P' || await Next().ConfigureAwait(false) != '5') throw new InvalidDataException("no grey map (P5)");
        var (width, height, white) = (await Number().ConfigureAwait(false), await Number().ConfigureAwait(false), await Number().ConfigureAwait(false));
        if (width == 0 || height == 0 || white != 255 || (long)width * height > maxPixels) throw new InvalidDataException($"a grey map of {width} × {height}, depth {white}");
        var pixels = new byte[width * height];
        await stream.ReadExactlyAsync(pixels, cancellationToken).ConfigureAwait(false);
        return new(width, height, pixels, dpi);
    }
}
