using System.Text;
using System.Text.Unicode;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Compression;

namespace Curation.Stages.Readers.Books;

/// <summary>
/// Books as plain text, one a file, as Project Gutenberg gives them: its notices before and behind the text go, what they say of title,
/// author and language is kept. Other plain-text books are read as they are.
/// </summary>
public sealed class BooksReader(BooksReaderOptions options) : IReader, IComponent<BooksReader, BooksReaderOptions>
{
    static readonly Reason s_empty = new("books.empty", "Nothing is left of the file without the notices.");

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("books", 1, "Reads books as plain text (.txt, .gz, .zst), without Project Gutenberg's notices.") { Reasons = [s_empty] };

    /// <inheritdoc/>
    public static BooksReader Create(BooksReaderOptions options, StageServices services) => new(options);

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
        if (problem is not null) return new ReadItem.Failed(limitHit ? FailureReasons.Limit : FailureReasons.Record, provenance, problem);
        var text = Decode(bytes).ReplaceLineEndings("\n");
        var header = GutenbergHeader.Read(text, out var start, out var end);
        var body = BookText.Clean(text[start..end], options);
        if (body.Length == 0) return new ReadItem.Skipped(s_empty, provenance);
        return new ReadItem.Found(new Document
        {
            Id = header.Number is { } number ? DocumentId.OfRecord(input.Source, $"gutenberg/{number}") : DocumentId.OfPosition(input.Source, input.Name, 0),
            Text = body,
            Title = header.Title,
            Source = input.Source,
            Url = header.Number is { } ebook ? $"https://www.gutenberg.org/ebooks/{ebook}" : null,
            Language = header.LanguageCode,
            License = header.IsGutenberg ? "LicenseRef-Public-Domain" : null,
            Provenance = provenance,
            Metadata = header.Metadata(),
        });
    }

    /// <summary>UTF-8, UTF-16 with a mark, else Latin-1's superset of Windows, in which older books are.</summary>
    static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Windows1252.GetString(bytes);
    }
}
