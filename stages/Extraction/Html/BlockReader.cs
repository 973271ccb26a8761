using System.Text;
using AngleSharp.Dom;
using Curation.Core.Errors;

namespace Curation.Stages.Extraction.Html;

/// <summary>Cuts a page into blocks of text, in document order, without what is no content by its element.</summary>
sealed class BlockReader(HtmlExtractorOptions options, CancellationToken cancellationToken)
{
    static readonly HashSet<string> s_skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "svg", "math", "nav", "footer", "form", "button", "select", "option", "textarea", "input",
        "iframe", "object", "embed", "audio", "video", "canvas", "map", "head", "dialog", "menu",
    };
    static readonly HashSet<string> s_inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q",
        "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "picture", "source",
    };

    readonly List<HtmlBlock> _blocks = [];
    readonly StringBuilder _text = new();
    int _links, _row = -1, _rows;

    public List<HtmlBlock> Read(IElement body)
    {
        // A stack of its own: pages nest deeper than a thread's stack allows.
        var open = new Stack<(INode Node, bool Entered, State State)>();
        open.Push((body, false, new(BlockKind.Paragraph, 0, false, false, false)));
        while (open.TryPop(out var item))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (node, entered, state) = item;
            if (node is IText text)
            {
                Append(text.Data, state);
                continue;
            }
            if (node is not IElement element) continue;
            var block = !s_inline.Contains(element.LocalName);
            if (entered)
            {
                if (block) Close(state);
                continue;
            }
            if (IsSkipped(element)) continue;
            if (block) Close(state);
            if (element.LocalName == "br") { _text.Append('\n'); continue; }
            if (element.LocalName == "tr") _row = _rows++;
            var inner = state.Enter(element);
            open.Push((element, true, inner));
            if (open.Count > options.MaxDepth * 2L + 100_000) throw new LimitException("the page has more open nodes than maxDepth allows");
            for (var child = element.LastChild; child is not null; child = child.PreviousSibling) open.Push((child, false, inner));
        }
        Close(new(BlockKind.Paragraph, 0, false, false, false));
        return _blocks;
    }

    void Append(string data, State state)
    {
        var before = _text.Length;
        if (state.Verbatim)
        {
            _text.Append(data);
        }
        else
        {
            foreach (var c in data)
            {
                if (c is not (' ' or '\n' or '\t' or '\r' or '\f')) _text.Append(c);
                else if (_text.Length > 0 && _text[^1] is not (' ' or '\n')) _text.Append(' ');
            }
        }
        if (state.InLink) _links += _text.Length - before;
    }

    void Close(State state)
    {
        var text = state.Verbatim ? _text.ToString().Trim('\n', '\r') : _text.ToString().Trim();
        if (text.Length > 0) _blocks.Add(new(state.Kind, text, Math.Min(_links, text.Length), state.Level, state.InMain, state.Kind == BlockKind.Cell ? _row : -1));
        _text.Clear();
        _links = 0;
    }

    static bool IsSkipped(IElement element) =>
        s_skipped.Contains(element.LocalName) || element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true"
        || element.GetAttribute("role") is "navigation" or "banner" or "contentinfo" or "search" or "menu" or "dialog"
        || element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase) == true
        || (!element.LocalName.Equals("body", StringComparison.Ordinal) && BoilerplateNames.Match(element));

    /// <summary>What the elements around a text say of it.</summary>
    readonly record struct State(BlockKind Kind, int Level, bool InLink, bool InMain, bool Verbatim)
    {
        public State Enter(IElement element) => element.LocalName switch
        {
            "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => this with { Kind = BlockKind.Heading, Level = element.LocalName[1] - '0' },
            "li" or "dt" or "dd" => this with { Kind = BlockKind.Item, Level = 0 },
            "pre" => this with { Kind = BlockKind.Code, Verbatim = true, Level = 0 },
            "td" or "th" => this with { Kind = BlockKind.Cell, Level = 0 },
            "p" when Kind is BlockKind.Heading => this with { Kind = BlockKind.Paragraph, Level = 0 },
            "a" => this with { InLink = element.HasAttribute("href") },
            "main" or "article" => this with { InMain = true },
            _ => element.GetAttribute("role") == "main" || element.GetAttribute("itemprop") == "articleBody" ? this with { InMain = true } : this,
        };
    }
}
