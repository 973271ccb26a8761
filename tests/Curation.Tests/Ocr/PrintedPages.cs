using Curation.Ocr.Imaging;
using Curation.Ocr.Rendering;
using Curation.Tests.Pdf;

namespace Curation.Tests.Ocr;

/// <summary>Pages of print, as images and as scans in PDF files.</summary>
static class PrintedPages
{
    /// <summary>Lines of a short page that no other page has.</summary>
    public static string[] Lines(int page) =>
    [
        $"The harbour of page {page} was quiet at six in the morning,",
        "and the keeper of the lighthouse wrote every ship into his book.",
        "Whoever wanted to know when the mail from the islands had come",
        $"had only to ask him; he remembered {page + 3} winters without ice.",
    ];

    /// <summary>Lines or a text as one line: where paragraphs begin is the engine's guess.</summary>
    public static string Flat(params string[] lines) => string.Join(' ', lines.SelectMany(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>A page of these lines in Helvetica.</summary>
    public static async Task<PageImage> DrawAsync(int dpi, string[] lines, double size = 12)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, Printed(lines, size).ToBytes());
            await foreach (var page in PdfRenderer.RenderAsync(file, [1], new(dpi), new(60_000_000, TimeSpan.FromSeconds(60)), TestContext.Current.CancellationToken))
                return page.Image ?? throw page.Failure!;
            throw new InvalidOperationException("no page");
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A PDF file with these lines in its text layer.</summary>
    public static RawPdf Printed(string[] lines, double size = 12) => new RawPdf().Page(RawPdf.Lines(72, 720, size, lines, leading: 1.5));

    /// <summary>Adds a page that is only a picture of these lines.</summary>
    public static async Task<RawPdf> ScannedAsync(this RawPdf pdf, string[] lines, int dpi = 200)
    {
        var image = await DrawAsync(dpi, lines);
        var stream = pdf.Stream($"/Type /XObject /Subtype /Image /Width {image.Width} /Height {image.Height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode", RawPdf.Deflate(image.Pixels));
        return pdf.Page("q 612 0 0 792 0 0 cm /Im1 Do Q", $"/XObject << /Im1 {stream} 0 R >>");
    }

    /// <summary>A page with ink, but no text: enough for engines that do not look at it.</summary>
    public static PageImage Inked(int width, int height)
    {
        var pixels = new byte[width * height];
        Array.Fill(pixels, (byte)255);
        for (var y = height / 10; y < height / 5; y++)
        {
            if (y / 12 % 2 == 0) pixels.AsSpan((y * width) + (width / 10), width / 4).Clear();
        }
        return new(width, height, pixels, 200);
    }

    /// <summary>A page without ink.</summary>
    public static PageImage White(int width, int height)
    {
        var pixels = new byte[width * height];
        Array.Fill(pixels, (byte)255);
        return new(width, height, pixels, 200);
    }
}
