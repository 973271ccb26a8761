using System.Buffers.Binary;
using System.Globalization;
using Curation.Core.Errors;
using Curation.Core.Processes;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace Curation.Cli.Samples;

/// <summary>Makes a scan of printed pages: poppler renders each as a grey picture, and the pictures make a PDF file without text.</summary>
static class ScannedPages
{
    /// <summary>Scans pages; gives their number.</summary>
    /// <param name="pdf">The file.</param>
    /// <param name="output">The scan.</param>
    /// <param name="first">First page.</param>
    /// <param name="last">Last page.</param>
    /// <param name="dpi">Pixels an inch.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConfigException">The file has no such page, or poppler is missing.</exception>
    public static async Task<int> MakeAsync(string pdf, string output, int first, int last, int dpi, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("curate-scan-").FullName;
        try
        {
            string[] range = ["-r", Text(dpi), "-f", Text(first), "-l", Text(last)];
            var rendering = await ChildProcess.RunAsync("pdftoppm", ["-jpeg", "-gray", .. range, pdf, Path.Combine(folder, "page")], default, new() { Time = TimeSpan.FromMinutes(5) }, cancellationToken).ConfigureAwait(false);
            var pages = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray();
            if (pages.Length == 0) throw new ConfigException($"{pdf}: no page of {first} to {last} can be rendered; {rendering.Error}");
            using var builder = new PdfDocumentBuilder();
            foreach (var page in pages) Add(builder, await File.ReadAllBytesAsync(page, cancellationToken).ConfigureAwait(false), dpi);
            if (Path.GetDirectoryName(output) is { Length: > 0 } parent) Directory.CreateDirectory(parent);
            await File.WriteAllBytesAsync(output, builder.Build(), cancellationToken).ConfigureAwait(false);
            return pages.Length;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Add(PdfDocumentBuilder builder, byte[] jpeg, int dpi)
    {
        var (width, height) = Size(jpeg);
        var box = new PdfRectangle(0, 0, width * 72.0 / dpi, height * 72.0 / dpi);
        builder.AddPage(box.Width, box.Height).AddJpeg(jpeg, box);
    }

    /// <summary>Columns and rows, which stand in the frame's header (ITU-T T.81, B.2.2).</summary>
    static (int Width, int Height) Size(byte[] jpeg)
    {
        for (var at = 2; at + 9 < jpeg.Length; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2)))
        {
            if (jpeg[at + 1] is >= 0xC0 and <= 0xC2) return (BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 7)), BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 5)));
        }
        throw new InvalidDataException("a JPEG without a frame");
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
