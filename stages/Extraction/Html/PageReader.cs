using Curation.Core.Documents;
using Curation.Stages.Markup.Html;

namespace Curation.Stages.Extraction.Html;

/// <summary>Reads one page after the other with the same memory; used by one thread at a time.</summary>
/// <param name="model">Judges which blocks are content.</param>
sealed class PageReader(ContentModel model)
{
    /// <summary>Below this, the page's structured data is looked at for the text that scripts would show.</summary>
    const int Little = 200;

    readonly HtmlTree _tree = new();
    readonly PageBlocks _blocks = new();
    readonly MainContent _content = new(model);
    readonly TextBuffer _text = new();

    /// <summary>Reads a page in UTF-8.</summary>
    public (string Text, List<Heading> Headings, PageFacts Facts) Read(ReadOnlySpan<byte> page, string? url, HtmlExtractorOptions options, CancellationToken cancellationToken)
    {
        var markdown = options.Format == HtmlTextFormat.Markdown;
        HtmlTreeBuilder.Parse(page, _tree, new(options.MaxDepth, options.MaxNodes), cancellationToken);
        var facts = PageFacts.Read(page, _tree, url);
        BlockReader.Read(page, _tree, _blocks, markdown, cancellationToken);
        if (options.MainContent) _content.Choose(_blocks, facts.Title, facts.Metadata.GetValueOrDefault("description"), options);
        else foreach (ref var block in _blocks.Blocks) block.IsContent = (block.Context & BlockContext.NoScript) == 0;
        var headings = new List<Heading>();
        _text.Clear();
        if (markdown) MarkdownWriter.Write(_blocks, _text, headings);
        else PlainWriter.Write(_blocks, _text, headings);
        var text = _text.Span.ToString();
        if (text.Length < Little && facts.Body is { } body && body.Length > text.Length * 2) (text, headings) = (body, []);
        return (text, headings, facts);
    }
}
