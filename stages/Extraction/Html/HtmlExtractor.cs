using System.Collections.Immutable;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;

namespace Curation.Stages.Extraction.Html;

/// <summary>Main content of HTML pages as plain text, a block a line, with title, date, author, language, canonical URL, licence and JSON-LD.</summary>
public sealed class HtmlExtractor : IExtractor, IComponent<HtmlExtractor, HtmlExtractorOptions>
{
    static readonly HtmlParser s_parser = new(new HtmlParserOptions { IsNotConsumingCharacterReferences = false });
    readonly HtmlExtractorOptions _options;

    HtmlExtractor(HtmlExtractorOptions options) => _options = options;

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("html", 1, "Main content of HTML pages.");

    /// <inheritdoc/>
    public IReadOnlyList<string> MediaTypes { get; } = ["text/html", "application/xhtml+xml"];

    /// <inheritdoc/>
    public static HtmlExtractor Create(HtmlExtractorOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public Verdict Extract(Document document, CancellationToken cancellationToken)
    {
        var bytes = ReadAll(document.Payload!);
        DepthLimit.Check(bytes, _options.MaxDepth);
        var html = HtmlCharset.Decode(bytes, document.Payload!.Charset);
        cancellationToken.ThrowIfCancellationRequested();
        using var page = s_parser.ParseDocument(html);
        cancellationToken.ThrowIfCancellationRequested();
        return Verdict.Keep(Build(document, page, cancellationToken));
    }

    Document Build(Document document, IHtmlDocument page, CancellationToken cancellationToken)
    {
        var blocks = page.Body is { } body
            ? MainContent.Choose(new BlockReader(_options, cancellationToken).Read(body), _options.MaxLinkDensity)
            : [];
        var text = new StringBuilder();
        var headings = ImmutableArray.CreateBuilder<Heading>();
        var row = -1;
        foreach (var block in blocks)
        {
            if (text.Length > 0) text.Append(block.Row >= 0 && block.Row == row ? '\t' : '\n');
            row = block.Row;
            if (block.Kind == BlockKind.Heading) headings.Add(new(block.Level, text.Length, block.Text));
            text.Append(block.Text);
        }
        var facts = PageFacts.Read(page);
        return document with
        {
            Text = text.ToString(),
            Title = facts.Title ?? document.Title,
            Date = facts.Date ?? document.Date,
            License = facts.License ?? document.License,
            Metadata = document.Metadata.SetItems(facts.Metadata),
            Structure = new() { Headings = headings.ToImmutable(), JsonLd = facts.JsonLd },
            Payload = null,
        };
    }

    byte[] ReadAll(Record payload)
    {
        using var stream = payload.Open();
        using var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (stream.Read(buffer) is > 0 and var read)
        {
            if (memory.Length + read > _options.MaxBytes) throw new LimitException($"expected a page of at most {_options.MaxBytes} bytes (option maxBytes), found a larger one");
            memory.Write(buffer, 0, read);
        }
        return memory.ToArray();
    }
}
