using System.Runtime.InteropServices;
using Curation.Ocr.Imaging;

namespace Curation.Ocr.Tesseract;

/// <summary>Image decoding by Leptonica (<c>liblept5</c>, which Tesseract brings): only ever in a child process.</summary>
static partial class Leptonica
{
    const string Library = "liblept.so.5";
    const int TiffFirst = 4, TiffLast = 10; // IFF_TIFF … IFF_TIFF_ZIP of imageio.h

    /// <summary>Decodes an image to grey.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="page">Page of a TIFF, from 0.</param>
    /// <param name="maxPixels">Most pixels; told from the header before anything is decoded.</param>
    /// <exception cref="OcrException">It is damaged, too large or of no known kind.</exception>
    public static unsafe PageImage Decode(ReadOnlySpan<byte> file, int page, long maxPixels)
    {
        try
        {
            fixed (byte* data = file)
            {
                var size = (nuint)file.Length;
                if (pixReadHeaderMem(data, size, out var format, out var width, out var height, out _, out _, out _) != 0 || width <= 0 || height <= 0)
                    throw new OcrException("image", "the file is no image that can be read; expected PNG, JPEG or TIFF");
                if ((long)width * height > maxPixels) throw new OcrException("image-size", $"the image has {width} × {height} pixels, more than {maxPixels:n0}");
                var pix = format is >= TiffFirst and <= TiffLast ? pixReadMemTiff(data, size, page) : pixReadMem(data, size);
                if (pix == 0) throw new OcrException("image", $"the image of {width} × {height} pixels is damaged and cannot be decoded");
                try { return ToGrey(pix, maxPixels); }
                finally { pixDestroy(ref pix); }
            }
        }
        catch (DllNotFoundException error)
        {
            throw TesseractRecognizer.Missing(error);
        }
    }

    static unsafe PageImage ToGrey(nint pix, long maxPixels)
    {
        // Transparent pixels show white paper.
        var opaque = pixGetSpp(pix) == 4 ? pixAlphaBlendUniform(pix, 0xFFFFFF00) : pixClone(pix);
        var grey = pixConvertTo8(opaque, 0);
        pixDestroy(ref opaque);
        if (grey == 0) throw new OcrException("image", "the image has a depth that cannot be converted to grey");
        try
        {
            var (width, height, words) = (pixGetWidth(grey), pixGetHeight(grey), pixGetWpl(grey));
            if ((long)width * height > maxPixels) throw new OcrException("image-size", $"the image has {width} × {height} pixels, more than {maxPixels:n0}");
            // Words hold their first pixel in the highest byte.
            _ = pixEndianByteSwap(grey);
            var pixels = new byte[width * height];
            var rows = (byte*)pixGetData(grey);
            for (var y = 0; y < height; y++) new ReadOnlySpan<byte>(rows + (long)y * words * 4, width).CopyTo(pixels.AsSpan(y * width));
            return new(width, height, pixels, Math.Max(0, pixGetXRes(pix)));
        }
        finally
        {
            pixDestroy(ref grey);
        }
    }

    [LibraryImport(Library)]
    private static unsafe partial int pixReadHeaderMem(byte* data, nuint size, out int format, out int width, out int height, out int bitsPerSample, out int samples, out int colormap);

    [LibraryImport(Library)]
    private static unsafe partial nint pixReadMem(byte* data, nuint size);

    [LibraryImport(Library)]
    private static unsafe partial nint pixReadMemTiff(byte* data, nuint size, int page);

    [LibraryImport(Library)]
    private static partial nint pixConvertTo8(nint pix, int colormap);

    [LibraryImport(Library)]
    private static partial nint pixAlphaBlendUniform(nint pix, uint color);

    [LibraryImport(Library)]
    private static partial nint pixClone(nint pix);

    [LibraryImport(Library)]
    private static partial int pixEndianByteSwap(nint pix);

    [LibraryImport(Library)]
    private static partial int pixGetWidth(nint pix);

    [LibraryImport(Library)]
    private static partial int pixGetHeight(nint pix);

    [LibraryImport(Library)]
    private static partial int pixGetWpl(nint pix);

    [LibraryImport(Library)]
    private static partial int pixGetSpp(nint pix);

    [LibraryImport(Library)]
    private static partial int pixGetXRes(nint pix);

    [LibraryImport(Library)]
    private static partial nint pixGetData(nint pix);

    [LibraryImport(Library)]
    private static partial void pixDestroy(ref nint pix);
}
