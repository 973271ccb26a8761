using System.Collections.Immutable;
using Curation.Core.Documents;

namespace Curation.Core.Shards.Spill;

/// <summary>Documents as bytes, for spills within a run: no version, no compatibility.</summary>
static class DocumentCodec
{
    public static void Write(BinaryWriter writer, Document document, int tokens)
    {
        writer.Write(document.Id);
        Text(writer, document.Text);
        Optional(writer, document.Title);
        writer.Write(document.Source);
        Optional(writer, document.Url);
        writer.Write(document.Date?.UtcTicks ?? -1);
        Optional(writer, document.Language);
        writer.Write(document.LanguageScore ?? double.NaN);
        Optional(writer, document.License);
        writer.Write(document.Provenance.Container);
        writer.Write(document.Provenance.Offset);
        writer.Write(document.Provenance.Length);
        Optional(writer, document.Provenance.RecordId);
        Optional(writer, document.Provenance.Digest);
        Optional(writer, document.Provenance.Truncated);
        writer.Write7BitEncodedInt(document.Metadata.Count);
        foreach (var (name, value) in document.Metadata) { writer.Write(name); writer.Write(value); }
        writer.Write7BitEncodedInt(document.Signals.Count);
        foreach (ref readonly var signal in document.Signals.AsSpan()) { writer.Write(signal.Name); writer.Write(signal.Value); }
        writer.Write(document.Duplicates ?? -1);
        Optional(writer, document.DerivedFrom);
        var questions = document.Structure?.Questions ?? [];
        writer.Write7BitEncodedInt(questions.Length);
        foreach (var question in questions) { writer.Write(question.Question); writer.Write(question.Answer); Optional(writer, question.Evidence); }
        writer.Write(tokens);
    }

    public static (Document Document, int Tokens) Read(BinaryReader reader)
    {
        var document = new Document
        {
            Id = reader.ReadString(),
            Text = Text(reader),
            Title = Optional(reader),
            Source = reader.ReadString(),
            Url = Optional(reader),
            Date = reader.ReadInt64() is >= 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
            Language = Optional(reader),
            LanguageScore = reader.ReadDouble() is var score && double.IsNaN(score) ? null : score,
            License = Optional(reader),
            Provenance = new(reader.ReadString(), reader.ReadInt64(), reader.ReadInt64())
            {
                RecordId = Optional(reader),
                Digest = Optional(reader),
                Truncated = Optional(reader),
            },
            Metadata = Metadata(reader),
            Signals = ReadSignals(reader),
            Duplicates = reader.ReadInt32() is >= 0 and var duplicates ? duplicates : null,
            DerivedFrom = Optional(reader),
            Structure = Questions(reader),
        };
        return (document, reader.ReadInt32());
    }

    /// <summary>Text as UTF-16, so that every string survives as it is.</summary>
    static void Text(BinaryWriter writer, string text)
    {
        writer.Write7BitEncodedInt(text.Length);
        writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan()));
    }

    static string Text(BinaryReader reader) => string.Create(reader.Read7BitEncodedInt(), reader, (span, source) =>
        source.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(span)));

    static void Optional(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null) writer.Write(text);
    }

    static string? Optional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    static ImmutableSortedDictionary<string, string> Metadata(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        if (count == 0) return Document.EmptyMetadata;
        var metadata = Document.EmptyMetadata.ToBuilder();
        for (var i = 0; i < count; i++) metadata.Add(reader.ReadString(), reader.ReadString());
        return metadata.ToImmutable();
    }

    static Signals ReadSignals(BinaryReader reader)
    {
        var signals = new Signal[reader.Read7BitEncodedInt()];
        for (var i = 0; i < signals.Length; i++) signals[i] = new(string.Intern(reader.ReadString()), reader.ReadDouble());
        return Signals.Empty.With(signals);
    }

    static Structure? Questions(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        if (count == 0) return null;
        var questions = ImmutableArray.CreateBuilder<QuestionAnswer>(count);
        for (var i = 0; i < count; i++) questions.Add(new(reader.ReadString(), reader.ReadString(), Optional(reader)));
        return new() { Questions = questions.ToImmutable() };
    }
}
