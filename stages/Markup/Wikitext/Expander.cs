using System.Buffers;
using System.Net;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>
/// Replaces what stands inside lines — templates, links, tags, entities — by text; lines themselves are laid out by
/// <see cref="Layout"/> afterwards, as MediaWiki does it.
/// </summary>
internal sealed class Expander(WikitextOptions options, WikitextSite site)
{
    /// <summary>Deepest nesting that is expanded; MediaWiki stops at 40 too.</summary>
    const int MaxDepth = 40;

    static readonly SearchValues<char> s_usual = SearchValues.Create("{[<&");
    static readonly SearchValues<char> s_all = SearchValues.Create("{[<&_-");

    readonly Nesting _nesting = new();
    readonly TemplateTable _templates = new(options);
    SearchValues<char> _special = s_all;
    int _depth;

    /// <summary>The page's wikitext.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The page's title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What is kept.</summary>
    public WikitextOptions Options => options;

    /// <summary>The wiki's names.</summary>
    public WikitextSite Site => site;

    /// <summary>Where text goes.</summary>
    public TextBuffer Output { get; private set; } = null!;

    /// <summary>Categories found.</summary>
    public List<string> Categories { get; } = [];

    /// <summary>Whether a template of disambiguation pages was found.</summary>
    public bool IsDisambiguation { get; set; }

    /// <summary>Place before which no bracket of an external link closes, so that unclosed ones are not looked for again.</summary>
    public int UnclosedUntil { get; set; }

    /// <summary>Brackets of the page.</summary>
    public Nesting Nesting => _nesting;

    /// <summary>Expands a whole page.</summary>
    public void Expand(string title, string wikitext, TextBuffer output)
    {
        (Title, Source, Output) = (title, Marks.Without(wikitext), output);
        // Hyphens and low lines are common, and markup only in few pages.
        _special = site.HasVariants || Source.Contains("__", StringComparison.Ordinal) ? s_all : s_usual;
        Categories.Clear();
        IsDisambiguation = false;
        _depth = 0;
        UnclosedUntil = 0;
        _nesting.Read(Source);
        Expand(0, Source.Length);
    }

    /// <summary>Expands a part of the page.</summary>
    public void Expand(int start, int end)
    {
        if (_depth == MaxDepth) return;
        _depth++;
        while (start < end)
        {
            var step = Source.AsSpan(start, end - start).IndexOfAny(_special);
            if (step < 0) break;
            Output.Append(Source.AsSpan(start, step));
            start += step;
            start = Source[start] switch
            {
                '{' => Braces(start, end),
                '[' => Bracket(start, end),
                '<' => Angle(start, end),
                '&' => Entity(start, end),
                '_' => Underscore(start, end),
                _ => Hyphen(start, end),
            };
        }
        if (start < end) Output.Append(Source.AsSpan(start, end - start));
        _depth--;
    }

    /// <summary>The text of a part, taken off the output again.</summary>
    public string TextOf(int start, int end)
    {
        var from = Output.Length;
        Expand(start, end);
        var text = Output.Span[from..].Trim().ToString();
        Output.Truncate(from);
        return text;
    }

    int Braces(int at, int end)
    {
        if (_nesting.TryFind(at, out var node) && node.End <= end && node.Kind != NodeKind.Link)
        {
            if (node.Kind == NodeKind.Template) _templates.Apply(this, node);
            else Parameter(node);
            return node.End;
        }
        // Two that belong to nothing are dropped; one begins a table or is text.
        if (at + 1 < end && Source[at + 1] == '{') return at + 2;
        Output.Append('{');
        return at + 1;
    }

    /// <summary>A parameter of a template, which a page that is no template shows as its default.</summary>
    void Parameter(Node node)
    {
        var bar = Source.IndexOf('|', node.Start, node.End - node.Start);
        if (bar >= 0) Expand(bar + 1, node.End - 3);
    }

    int Bracket(int at, int end)
    {
        if (_nesting.TryFind(at, out var node) && node.End <= end && node.Kind == NodeKind.Link)
        {
            Links.Internal(this, node);
            return node.End;
        }
        if (at + 1 < end && Source[at + 1] == '[' && !Links.BeginsExternal(Source, at + 1)) return at + 2;
        return Links.External(this, at, end);
    }

    int Angle(int at, int end)
    {
        if (_nesting.TryFind(at, out var node) && node.Kind == NodeKind.Opaque && node.End <= end)
        {
            Tags.Opaque(this, node);
            return node.End;
        }
        if (Tag.TryRead(Source, at, out var tag) && tag.End <= end) return Tags.Plain(this, tag);
        Output.Append('<');
        return at + 1;
    }

    int Entity(int at, int end)
    {
        var close = Source.AsSpan(at, Math.Min(12, end - at)).IndexOf(';');
        if (close > 1)
        {
            var raw = Source.AsSpan(at, close + 1);
            var text = raw is "&nbsp;" ? "\u00A0" : WebUtility.HtmlDecode(raw.ToString());
            if (!raw.SequenceEqual(text))
            {
                // A blank that does not break is one like others.
                if (text is "\u00A0") Output.Append(' ');
                else Marks.AppendLiteral(Output, Marks.Without(text));
                return at + close + 1;
            }
        }
        Output.Append('&');
        return at + 1;
    }

    /// <summary>Switches such as <c>__NOTOC__</c>.</summary>
    int Underscore(int at, int end)
    {
        if (at + 4 < end && Source[at + 1] == '_')
        {
            var length = 2;
            while (at + length < end && length < 32 && (char.IsLetter(Source[at + length]) || (Source[at + length] == '_' && length > 2 && Source[at + length - 1] != '_'))) length++;
            if (length > 4 && at + length < end && Source[at + length] == '_' && Source[at + length - 1] == '_') return at + length + 1;
            if (length > 4 && Source.AsSpan(at + 2, end - at - 2).IndexOf("__", StringComparison.Ordinal) is > 1 and < 30 and var close
                && Source.AsSpan(at + 2, close).IndexOfAnyExceptInRange('A', 'Z') < 0) return at + close + 4;
        }
        Output.Append('_');
        return at + 1;
    }

    /// <summary>Variants of a script, <c>-{zh-hans:…; zh-hant:…}-</c>: the first one.</summary>
    int Hyphen(int at, int end)
    {
        if (site.HasVariants && at + 1 < end && Source[at + 1] == '{')
        {
            var close = Source.AsSpan(at, Math.Min(500, end - at)).IndexOf("}-", StringComparison.Ordinal);
            if (close > 0 && !(_nesting.TryFind(at + 1, out var node) && node.Kind != NodeKind.Link))
            {
                Variant(at + 2, at + close);
                return at + close + 2;
            }
        }
        Output.Append('-');
        return at + 1;
    }

    void Variant(int start, int end)
    {
        var content = Source.AsSpan(start, end - start);
        var bar = content.IndexOf('|');
        if (bar >= 0)
        {
            if (content[..bar].ContainsAny('H', 'T', '-')) return;
            start += bar + 1;
            content = content[(bar + 1)..];
        }
        var colon = content.IndexOf(':');
        if (colon < 0)
        {
            Expand(start, end);
            return;
        }
        var semicolon = content[colon..].IndexOf(';');
        Expand(start + colon + 1, semicolon < 0 ? end : start + colon + semicolon);
    }
}
