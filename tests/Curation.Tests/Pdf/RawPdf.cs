using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Curation.Tests.Pdf;

/// <summary>Writes small PDF files object by object, so that tests can also write what no library would.</summary>
sealed class RawPdf
{
    readonly List<byte[]> _objects = [];
    readonly List<int> _pages = [];

    /// <summary>Object numbers: 1 catalog, 2 page tree, 3 Helvetica, further ones in the order added.</summary>
    public RawPdf()
    {
        Add("<< /Type /Catalog /Pages 2 0 R >>");
        Add("");
        Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    }

    /// <summary>Adds an object and gives its number.</summary>
    public int Add(string text) => Add(Encoding.Latin1.GetBytes(text));

    public int Add(byte[] bytes)
    {
        _objects.Add(bytes);
        return _objects.Count;
    }

    /// <summary>Adds a stream.</summary>
    public int Stream(string dictionary, byte[] content) =>
        Add([.. Encoding.Latin1.GetBytes($"<< {dictionary} /Length {content.Length} >>\nstream\n"), .. content, .. "\nendstream"u8]);

    /// <summary>Adds a page.</summary>
    /// <param name="content">Its content stream.</param>
    /// <param name="resources">Further resources beside the font <c>F1</c>.</param>
    /// <param name="box">Its box in points.</param>
    /// <param name="font">The object that is its font <c>F1</c>.</param>
    public RawPdf Page(string content, string resources = "", string box = "0 0 612 792", string font = "3 0 R")
    {
        var stream = Stream("", Encoding.Latin1.GetBytes(content));
        _pages.Add(Add($"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {stream} 0 R /Resources << /Font << /F1 {font} >> {resources} >> >>"));
        return this;
    }

    /// <summary>Adds a page that a JPEG image fills, with text drawn over it.</summary>
    public RawPdf Scan(byte[] jpeg, int width, int height, string text = "")
    {
        var image = Stream($"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode", jpeg);
        return Page($"q 612 0 0 792 0 0 cm /Im1 Do Q\n{text}", $"/XObject << /Im1 {image} 0 R >>");
    }

    /// <summary>Operators that draw lines of text from a place downwards.</summary>
    public static string Lines(double x, double y, double size, IEnumerable<string> lines, double leading = 1.2, bool isInvisible = false)
    {
        var content = new StringBuilder();
        foreach (var line in lines)
        {
            content.Append(CultureInfo.InvariantCulture, $"BT /F1 {size} Tf {(isInvisible ? 3 : 0)} Tr 1 0 0 1 {x} {y:0.##} Tm ({Escape(line)}) Tj ET\n");
            y -= leading * size;
        }
        return content.ToString();
    }

    public static byte[] Deflate(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(bytes);
        return target.ToArray();
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes(string trailer = "/Root 1 0 R")
    {
        _objects[1] = Encoding.Latin1.GetBytes($"<< /Type /Pages /Count {_pages.Count} /Kids [{string.Join(' ', _pages.Select(p => $"{p} 0 R"))}] >>");
        using var file = new MemoryStream();
        Write("%PDF-1.7\n");
        var offsets = new List<long>();
        for (var i = 0; i < _objects.Count; i++)
        {
            offsets.Add(file.Position);
            Write($"{i + 1} 0 obj\n");
            file.Write(_objects[i]);
            Write("\nendobj\n");
        }
        var start = file.Position;
        Write($"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) Write(string.Create(CultureInfo.InvariantCulture, $"{offset:d10} 00000 n \n"));
        Write($"trailer\n<< /Size {_objects.Count + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n");
        return file.ToArray();

        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
    }

    static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
}
