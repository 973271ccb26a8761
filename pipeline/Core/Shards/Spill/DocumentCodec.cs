using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Curation.Core.Documents;

namespace Curation.Core.Shards.Spill;

/// <summary>
/// Documents as bytes, for spills within a run: no version, no compatibility. Each stands behind its length and begins with its id, so that it is
/// moved and sorted as it is. Texts are UTF-8, as in the shards that the documents come from.
/// </summary>
static class DocumentCodec
{
    const int Null = -1;

    public static void Write(NativeBuffer to, Document document, int tokens)
    {
        var start = to.Length;
        to.Append(0);
        Text(to, document.Id);
        Text(to, document.Text);
        Text(to, document.Title);
        Text(to, document.Source);
        Text(to, document.Url);
        to.Append(document.Date?.UtcTicks ?? Null);
        Text(to, document.Language);
        to.Append(document.LanguageScore ?? double.NaN);
        Text(to, document.License);
        Text(to, document.Provenance.Container);
        to.Append(document.Provenance.Offset);
        to.Append(document.Provenance.Length);
        Text(to, document.Provenance.RecordId);
        Text(to, document.Provenance.Digest);
        Text(to, document.Provenance.Truncated);
        to.Append(document.Metadata.Count);
        foreach (var (name, value) in document.Metadata) { Text(to, name); Text(to, value); }
        to.Append(document.Signals.Count);
        foreach (ref readonly var signal in document.Signals.AsSpan()) { Text(to, signal.Name); to.Append(signal.Value); }
        to.Append(document.Duplicates ?? Null);
        Text(to, document.DerivedFrom);
        var questions = document.Structure?.Questions ?? [];
        to.Append(questions.Length);
        foreach (var question in questions) { Text(to, question.Question); Text(to, question.Answer); Text(to, question.Evidence); }
        to.Append(tokens);
        MemoryMarshal.Write(to.GetSpan()[start..], to.Length - start - sizeof(int));
    }

    /// <summary>The bytes of the document at <paramref name="at"/>, which then stands behind it.</summary>
    public static ReadOnlySpan<byte> Next(ReadOnlySpan<byte> from, scoped ref int at)
    {
        var start = at;
        at += sizeof(int) + MemoryMarshal.Read<int>(from[start..]);
        return from[start..at];
    }

    /// <summary>The id of a document's bytes.</summary>
    public static ReadOnlySpan<byte> Id(ReadOnlySpan<byte> document)
    {
        var at = sizeof(int);
        return Bytes(document, ref at, Value<int>(document, ref at));
    }

    /// <summary>The document of these bytes.</summary>
    public static (Document Document, int Tokens) Read(ReadOnlySpan<byte> from, NameTable names)
    {
        var at = sizeof(int);
        var document = new Document
        {
            Id = Text(from, ref at)!,
            Text = Text(from, ref at)!,
            Title = Text(from, ref at),
            Source = Name(from, ref at, names)!,
            Url = Text(from, ref at),
            Date = Value<long>(from, ref at) is >= 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
            Language = Name(from, ref at, names),
            LanguageScore = Value<double>(from, ref at) is var score && double.IsNaN(score) ? null : score,
            License = Name(from, ref at, names),
            Provenance = new(Name(from, ref at, names)!, Value<long>(from, ref at), Value<long>(from, ref at))
            {
                RecordId = Text(from, ref at),
                Digest = Text(from, ref at),
                Truncated = Name(from, ref at, names),
            },
            Metadata = Metadata(from, ref at, names),
            Signals = ReadSignals(from, ref at, names),
            Duplicates = Value<int>(from, ref at) is >= 0 and var duplicates ? duplicates : null,
            DerivedFrom = Text(from, ref at),
            Structure = Questions(from, ref at),
        };
        return (document, Value<int>(from, ref at));
    }

    static void Text(NativeBuffer to, string? text)
    {
        if (text is null)
        {
            to.Append(Null);
            return;
        }
        var length = Encoding.UTF8.GetByteCount(text);
        to.Append(length);
        to.Advance(Encoding.UTF8.GetBytes(text, to.Reserve(length)));
    }

    static string? Text(ReadOnlySpan<byte> from, scoped ref int at) => Value<int>(from, ref at) is >= 0 and var length ? Encoding.UTF8.GetString(Bytes(from, ref at, length)) : null;

    static string? Name(ReadOnlySpan<byte> from, scoped ref int at, NameTable names) =>
        Value<int>(from, ref at) is >= 0 and var length ? names.Of(Bytes(from, ref at, length)) : null;

    static T Value<T>(ReadOnlySpan<byte> from, scoped ref int at) where T : unmanaged => MemoryMarshal.Read<T>(Bytes(from, ref at, Unsafe.SizeOf<T>()));

    static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> from, scoped ref int at, int length)
    {
        at += length;
        return from.Slice(at - length, length);
    }

    static ImmutableSortedDictionary<string, string> Metadata(ReadOnlySpan<byte> from, scoped ref int at, NameTable names)
    {
        var count = Value<int>(from, ref at);
        if (count == 0) return Document.EmptyMetadata;
        var metadata = Document.EmptyMetadata.ToBuilder();
        for (var i = 0; i < count; i++) metadata.Add(Name(from, ref at, names)!, Text(from, ref at)!);
        return metadata.ToImmutable();
    }

    static Signals ReadSignals(ReadOnlySpan<byte> from, scoped ref int at, NameTable names)
    {
        var signals = new Signal[Value<int>(from, ref at)];
        for (var i = 0; i < signals.Length; i++) signals[i] = new(Name(from, ref at, names)!, Value<double>(from, ref at));
        return Signals.Empty.With(signals);
    }

    static Structure? Questions(ReadOnlySpan<byte> from, scoped ref int at)
    {
        var count = Value<int>(from, ref at);
        if (count == 0) return null;
        var questions = ImmutableArray.CreateBuilder<QuestionAnswer>(count);
        for (var i = 0; i < count; i++) questions.Add(new(Text(from, ref at)!, Text(from, ref at)!, Text(from, ref at)));
        return new() { Questions = questions.ToImmutable() };
    }
}
