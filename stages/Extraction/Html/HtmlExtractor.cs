using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Stages.Markup.Charsets;

namespace Curation.Stages.Extraction.Html;

/// <summary>
/// Main content of HTML pages, with title, date, author, declared language, canonical URL, licence link, headings and JSON-LD. Bytes become a
/// tree, the tree blocks of text, and each block is judged by what it is, where it stands and what stands beside it.
/// </summary>
public sealed class HtmlExtractor : IExtractor, IComponent<HtmlExtractor, HtmlExtractorOptions>
{
    readonly HtmlExtractorOptions _options;
    readonly ConcurrentBag<PageReader> _readers = [];

    HtmlExtractor(HtmlExtractorOptions options) => _options = options;

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("html", 3, "Main content of HTML pages.");

    /// <inheritdoc/>
    public IReadOnlyList<string> MediaTypes { get; } = ["text/html", "application/xhtml+xml"];

    /// <inheritdoc/>
    public static HtmlExtractor Create(HtmlExtractorOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public Verdict Extract(Document document, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            var length = Fill(document.Payload!, ref buffer);
            cancellationToken.ThrowIfCancellationRequested();
            return Verdict.Keep(Extract(document, buffer.AsSpan(0, length), cancellationToken));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The document with the text and facts of a page.</summary>
    internal Document Extract(Document document, ReadOnlySpan<byte> bytes, CancellationToken cancellationToken)
    {
        var page = Utf8Page.Of(bytes, document.Payload?.Charset);
        if (!_readers.TryTake(out var reader)) reader = new(ContentModel.Default);
        var (text, headings, facts) = reader.Read(page, document.Url, _options, cancellationToken);
        // A reader that threw is not used again.
        _readers.Add(reader);
        return document with
        {
            Text = text,
            Title = facts.Title ?? document.Title,
            Date = facts.Date ?? document.Date,
            License = facts.License ?? document.License,
            Metadata = facts.Metadata.Count == 0 ? document.Metadata : document.Metadata.SetItems(facts.Metadata),
            Structure = new() { Headings = headings.ToImmutableArray(), JsonLd = facts.JsonLd, Questions = facts.Questions, Definitions = facts.Definitions },
            Payload = null,
        };
    }

    int Fill(Record payload, ref byte[] buffer)
    {
        using var stream = payload.Open();
        var length = 0;
        while (stream.Read(buffer, length, buffer.Length - length) is > 0 and var read)
        {
            length += read;
            if (length > _options.MaxBytes) throw new LimitException($"expected a page of at most {_options.MaxBytes} bytes (option maxBytes), found a larger one");
            if (length < buffer.Length) continue;
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        return length;
    }
}
