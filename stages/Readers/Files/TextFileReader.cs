using System.Text;
using System.Text.Unicode;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Compression;

namespace Curation.Stages.Readers.Files;

/// <summary>Plain text and Markdown: one file, one document. UTF-8, or UTF-16 with a byte-order mark; gzip and zstd are unpacked.</summary>
public sealed class TextFileReader(TextFileReaderOptions options) : IReader, IComponent<TextFileReader, TextFileReaderOptions>
{
    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("text", 1, "Reads text files (.txt, .md), one document a file.");

    /// <inheritdoc/>
    public static TextFileReader Create(TextFileReaderOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public bool CanSplit(string name) => false;

    /// <inheritdoc/>
    public IEnumerable<ReadItem> Read(ReaderInput input, CancellationToken cancellationToken)
    {
        if (input.Start == 0) yield return Item(input);
    }

    ReadItem Item(ReaderInput input)
    {
        var provenance = new Provenance(input.Name, 0, input.Size);
        var bytes = WholeFile.Read(input, options.MaxFileBytes, out var problem, out var limitHit);
        if (problem is not null) return Failed(problem);
        if (Decode(bytes) is not { } text) return Failed($"{input.Name}: expected UTF-8 or a byte-order mark of UTF-16, found other bytes; convert the file, for example with iconv");
        return new ReadItem.Found(new Document
        {
            Id = DocumentId.OfPosition(input.Source, input.Name, 0),
            Text = text,
            Source = input.Source,
            Provenance = provenance,
        });

        ReadItem.Failed Failed(string what) => new(limitHit ? FailureReasons.Limit : FailureReasons.Record, provenance, what);
    }

    /// <summary>The text; null if the bytes are in no encoding that can be told.</summary>
    static string? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }
}
