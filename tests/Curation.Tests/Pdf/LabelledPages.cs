using System.Text;
using Curation.Core.Processes;
using Curation.Stages.Pdf.Parsing;

namespace Curation.Tests.Pdf;

/// <summary>What a labelled page is.</summary>
enum PageKind
{
    BornDigital,
    Scan,
    ScanWithGoodLayer,
    ScanWithBadLayer,
    WrongMap,
    NoMap,
    Blank,
}

/// <summary>Pages whose right route is known, made from pages of real files: as they are, as pictures of them with and without an earlier recognition, with fonts whose maps are wrong or missing, and blank ones.</summary>
static class LabelledPages
{
    const string Confusions = "il1|rnmceoa0uvgq9tfsS5hbB8";
    const string Noise = "|!~^*;:.,'`{}<>";

    /// <summary>Files of a page each, with what they are.</summary>
    /// <param name="files">Real files.</param>
    /// <param name="count">Real pages to take, evenly from all files.</param>
    public static async Task<List<(PageKind Kind, byte[] File)>> MakeAsync(IReadOnlyList<string> files, int count)
    {
        var pages = new List<(PageKind, byte[])>();
        var random = new Random(4);
        var perFile = (count + files.Count - 1) / files.Count;
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file);
            using var source = PdfSource.Open(bytes, [], 128 << 20);
            for (var i = 0; i < perFile && pages.Count < count * 5; i++)
            {
                var number = 1 + (int)((i + .5) * source.Facts.Pages / perFile);
                var content = source.Page(number);
                if (content.Measure.Characters < 400) continue;
                var lines = content.Lines.Select(l => Ascii(l.Text)).ToArray();
                pages.Add((PageKind.BornDigital, Single(bytes, number)));
                var (jpeg, width, height) = await RenderAsync(file, number);
                pages.Add((PageKind.Scan, new RawPdf().Scan(jpeg, width, height).ToBytes()));
                pages.Add((PageKind.ScanWithBadLayer, Layer(lines.Select(l => Misread(l, .25, random)))));
                pages.Add((PageKind.ScanWithGoodLayer, Layer(lines)));
                pages.Add(i % 2 == 0
                    ? (PageKind.WrongMap, new RawPdf().Page(RawPdf.Lines(40, 750, 8, lines.Select(l => Cipher(l, random.Next(3, 22))))).ToBytes())
                    : (PageKind.NoMap, WithoutMap(lines)));

                byte[] Layer(IEnumerable<string> text) => new RawPdf().Scan(jpeg, width, height, RawPdf.Lines(40, 750, 8, text, isInvisible: true)).ToBytes();
            }
        }
        pages.Add((PageKind.Blank, new RawPdf().Page("").ToBytes()));
        pages.Add((PageKind.Blank, new RawPdf().Page(RawPdf.Lines(72, 700, 10, ["   "])).ToBytes()));
        pages.Add((PageKind.Blank, new RawPdf().Page("1 1 1 rg 0 0 612 792 re f 72 720 m 540 720 l S").ToBytes()));
        for (var i = 0; i < 20; i++) pages.Add((PageKind.Blank, WhiteImage(800 + (50 * i))));
        return pages;
    }

    /// <summary>A page of a file as a file of its own.</summary>
    static byte[] Single(byte[] file, int number)
    {
        using var document = UglyToad.PdfPig.PdfDocument.Open(file);
        using var builder = new UglyToad.PdfPig.Writer.PdfDocumentBuilder();
        builder.AddPage(document, number);
        return builder.Build();
    }

    static async Task<(byte[] Jpeg, int Width, int Height)> RenderAsync(string file, int number)
    {
        var result = await ChildProcess.RunAsync("pdftoppm", ["-jpeg", "-gray", "-r", "75", "-f", $"{number}", "-l", $"{number}", file]);
        var jpeg = result.Output.ToArray();
        // Height and width stand in the frame header.
        for (var at = 2; at + 9 < jpeg.Length; at += 2 + (jpeg[at + 2] << 8 | jpeg[at + 3]))
            if (jpeg[at + 1] is >= 0xC0 and <= 0xC2) return (jpeg, jpeg[at + 7] << 8 | jpeg[at + 8], jpeg[at + 5] << 8 | jpeg[at + 6]);
        throw new InvalidDataException($"{file}, page {number}: no JPEG ({result.Error})");
    }

    /// <summary>A white picture, as scanners without a threshold do not make it and those with one do.</summary>
    static byte[] WhiteImage(int width)
    {
        var pdf = new RawPdf();
        var pixels = new byte[width * width];
        Array.Fill(pixels, (byte)255);
        var image = pdf.Stream($"/Type /XObject /Subtype /Image /Width {width} /Height {width} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode", RawPdf.Deflate(pixels));
        return pdf.Page("q 612 0 0 792 0 0 cm /Im1 Do Q", $"/XObject << /Im1 {image} 0 R >>").ToBytes();
    }

    /// <summary>Glyphs without names or map: a composite font with Identity-H and no ToUnicode.</summary>
    public static byte[] WithoutMap(string[] lines)
    {
        var pdf = new RawPdf();
        var descriptor = pdf.Add("<< /Type /FontDescriptor /FontName /AAAAAA+Hidden /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>");
        var descendant = pdf.Add($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Hidden /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /DW 500 >>");
        var font = pdf.Add($"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Hidden /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] >>");
        var content = new StringBuilder();
        var y = 750.0;
        foreach (var line in lines)
            content.Append(System.Globalization.CultureInfo.InvariantCulture, $"BT /F1 8 Tf 1 0 0 1 40 {y -= 9.6:0.#} Tm <{string.Concat(line.Select(c => $"{c - 29:x4}"))}> Tj ET\n");
        return pdf.Page(content.ToString(), font: $"{font} 0 R").ToBytes();
    }

    static string Ascii(string text) => new([.. text.Select(c => c is >= ' ' and < '\u007F' ? c : '?')]);

    static string Cipher(string text, int shift) => new([.. text.Select(c => char.IsAsciiLetterLower(c) ? (char)('a' + ((c - 'a' + shift) % 26)) : char.IsAsciiLetterUpper(c) ? (char)('A' + ((c - 'A' + shift) % 26)) : c)]);

    static string Misread(string text, double rate, Random random)
    {
        var misread = new StringBuilder();
        foreach (var character in text)
        {
            if (character == ' ' || random.NextDouble() >= rate) misread.Append(character);
            else
                switch (random.Next(4))
                {
                    case 0 or 1: misread.Append(Confusions[random.Next(Confusions.Length)]); break;
                    case 2: misread.Append(Noise[random.Next(Noise.Length)]); break;
                    default: misread.Append(' '); break;
                }
        }
        return misread.ToString();
    }
}
