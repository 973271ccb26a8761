using System.Collections.Immutable;
using Curation.Stages.Pdf.Assembly;
using Curation.Stages.Pdf.Layout;
using Curation.Stages.Pdf.Parsing;
using Curation.Stages.Pdf.Routing;

namespace Curation.Stages.Pdf.Workers;

/// <summary>The messages between a process that reads files and the one that asked for it: little-endian, a byte for the kind.</summary>
internal static class PdfMessages
{
    public const byte Opened = (byte)'O', Page = (byte)'P', Failed = (byte)'F', Done = (byte)'D';

    /// <summary>Most lines of a page that are believed.</summary>
    const int MaxLines = GlyphProcessor.MaxGlyphs;

    public static void Write(BinaryWriter writer, PdfRequest request)
    {
        writer.Write(request.Bytes.Length);
        writer.Write(request.Passwords.Count);
        foreach (var password in request.Passwords) writer.Write(password);
        writer.Write(request.MaxStreamBytes);
        writer.Write(request.FirstPage);
        writer.Write(request.MaxPages);
        writer.Write(request.Bytes);
        writer.Flush();
    }

    public static PdfRequest ReadRequest(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        var passwords = new string[reader.ReadInt32()];
        for (var i = 0; i < passwords.Length; i++) passwords[i] = reader.ReadString();
        var (maxStreamBytes, first, last) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        reader.BaseStream.ReadExactly(bytes);
        return new(bytes, passwords, maxStreamBytes, first, last);
    }

    public static void Write(BinaryWriter writer, PdfFacts facts)
    {
        writer.Write(Opened);
        writer.Write(facts.Pages);
        writer.Write(facts.Title ?? "");
        writer.Write(facts.Metadata.Count);
        foreach (var (name, value) in facts.Metadata)
        {
            writer.Write(name);
            writer.Write(value);
        }
        writer.Flush();
    }

    public static PdfFacts ReadFacts(BinaryReader reader)
    {
        var (pages, title, count) = (reader.ReadInt32(), reader.ReadString(), reader.ReadInt32());
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++) metadata[reader.ReadString()] = reader.ReadString();
        return new(pages, title.Length == 0 ? null : title, metadata.ToImmutable());
    }

    public static void Write(BinaryWriter writer, PageContent page)
    {
        writer.Write(Page);
        writer.Write(page.Number);
        writer.Write(page.Failure ?? "");
        writer.Write(page.Detail ?? "");
        writer.Write(page.Width);
        writer.Write(page.Height);
        var measure = page.Measure;
        writer.Write(measure.Characters);
        writer.Write(measure.InvisibleShare);
        writer.Write(measure.GarbledShare);
        writer.Write(measure.UnmappedShare);
        writer.Write(measure.Plausibility ?? double.NaN);
        writer.Write(measure.OddWordShare ?? double.NaN);
        writer.Write(measure.ImageCoverage);
        writer.Write(measure.ImageBytesPerPixel);
        writer.Write(measure.Curves);
        writer.Write(measure.Shapes);
        writer.Write(page.Lines.Length);
        foreach (var line in page.Lines)
        {
            writer.Write(line.Text);
            writer.Write(line.Left);
            writer.Write(line.Right);
            writer.Write(line.Y);
            writer.Write(line.Size);
            writer.Write(line.Region);
            writer.Write((byte)line.Traits);
        }
        writer.Flush();
    }

    public static PageContent ReadPage(BinaryReader reader)
    {
        var (number, failure, detail) = (reader.ReadInt32(), reader.ReadString(), reader.ReadString());
        var (width, height) = (reader.ReadSingle(), reader.ReadSingle());
        var measure = new PageMeasure
        {
            Characters = reader.ReadInt32(),
            InvisibleShare = reader.ReadDouble(),
            GarbledShare = reader.ReadDouble(),
            UnmappedShare = reader.ReadDouble(),
            Plausibility = Known(reader.ReadDouble()),
            OddWordShare = Known(reader.ReadDouble()),
            ImageCoverage = reader.ReadDouble(),
            ImageBytesPerPixel = reader.ReadDouble(),
            Curves = reader.ReadInt32(),
            Shapes = reader.ReadInt32(),
        };
        var count = reader.ReadInt32();
        if (count is < 0 or > MaxLines) throw new InvalidDataException($"a page of {count} lines");
        var lines = ImmutableArray.CreateBuilder<PageLine>(count);
        for (var i = 0; i < count; i++)
            lines.Add(new(reader.ReadString(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadInt32(), (LineTraits)reader.ReadByte()));
        return new(number, width, height, lines.MoveToImmutable(), measure) { Failure = failure.Length == 0 ? null : failure, Detail = detail.Length == 0 ? null : detail };
    }

    static double? Known(double value) => double.IsNaN(value) ? null : value;
}
