using System.Collections.Frozen;
using System.Net;

namespace Curation.Stages.Markup.Markdown;

/// <summary>
/// HTML as sites generate it from their users' Markdown, as Markdown again: paragraphs, lists, quotations, tables, emphasis, and code
/// as it stands. Tolerant of missing and stray tags; pages of the open web need a real parser. Not thread-safe.
/// </summary>
internal sealed class HtmlMarkdown(HtmlMarkdownOptions options)
{
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "p", "a", "b", "i", "em", "strong", "code", "pre", "br", "hr", "img", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "div", "span", "sup", "sub", "kbd", "del", "table", "thead", "tbody", "tr", "td", "th").GetAlternateLookup<ReadOnlySpan<char>>();

    readonly MarkdownWriter _writer = new();
    readonly List<string?> _links = [];
    readonly List<int> _lists = [];
    string _html = "";
    int _dropDepth;
    string _dropName = "";
    string _language = "";
    bool _inPre;

    /// <summary>Converts a fragment.</summary>
    public string Convert(string html)
    {
        _html = html;
        _writer.Begin();
        _links.Clear();
        _lists.Clear();
        (_dropDepth, _language, _inPre) = (0, "", false);
        for (var at = 0; at < html.Length;)
        {
            var next = html.IndexOf('<', at);
            if (next != at) Text(html.AsSpan(at, (next < 0 ? html.Length : next) - at));
            if (next < 0) break;
            at = Markup(next);
        }
        return _writer.Complete();
    }

    void Text(ReadOnlySpan<char> raw)
    {
        if (_dropDepth > 0) return;
        if (raw.IndexOf('&') >= 0) raw = WebUtility.HtmlDecode(raw.ToString());
        if (_inPre) _writer.Verbatim(raw);
        else _writer.Text(raw);
    }

    int Markup(int at)
    {
        var rest = _html.AsSpan(at);
        if (rest.StartsWith("<!--", StringComparison.Ordinal))
        {
            var close = rest[4..].IndexOf("-->", StringComparison.Ordinal);
            var comment = close < 0 ? rest[4..] : rest.Slice(4, close);
            if (comment.Trim().StartsWith("language:", StringComparison.Ordinal)) _language = CodeLanguage.Of(comment.Trim()[9..]);
            return close < 0 ? _html.Length : at + close + 7;
        }
        // Declarations and processing instructions show nothing.
        if (rest.Length > 1 && rest[1] is '!' or '?' && rest.IndexOf('>') is > 0 and var declaration) return at + declaration + 1;
        var name = at + 1;
        var isEnd = name < _html.Length && _html[name] == '/';
        if (isEnd) name++;
        var nameEnd = name;
        while (nameEnd < _html.Length && char.IsAsciiLetterOrDigit(_html[nameEnd])) nameEnd++;
        var end = nameEnd == name ? -1 : TagEnd(nameEnd);
        if (end < 0)
        {
            Text("<");
            return at + 1;
        }
        var attributes = _html.AsSpan(nameEnd, end - nameEnd);
        Tag(NameOf(_html.AsSpan(name, nameEnd - name)), isEnd, attributes);
        return end + 1;
    }

    /// <summary>A name in lower case; of the names that pages are full of there is one string.</summary>
    static string NameOf(ReadOnlySpan<char> name) => s_names.TryGetValue(name, out var known) ? known : name.ToString().ToLowerInvariant();

    int TagEnd(int at)
    {
        while (true)
        {
            var step = _html.AsSpan(at).IndexOfAny('>', '"', '\'');
            if (step < 0) return -1;
            at += step;
            if (_html[at] == '>') return at;
            var close = _html.IndexOf(_html[at], at + 1);
            if (close < 0) return _html.IndexOf('>', at);
            at = close + 1;
        }
    }

    void Tag(string name, bool isEnd, ReadOnlySpan<char> attributes)
    {
        if (_dropDepth > 0)
        {
            if (name == _dropName && !attributes.EndsWith("/", StringComparison.Ordinal)) _dropDepth += isEnd ? -1 : 1;
            return;
        }
        if (!isEnd && IsDropped(name, attributes))
        {
            (_dropName, _dropDepth) = (name, attributes.EndsWith("/", StringComparison.Ordinal) || name is "link" or "meta" ? 0 : 1);
            return;
        }
        switch (name)
        {
            case "pre": Pre(isEnd, attributes); break;
            case "code": Code(isEnd, attributes); break;
            case "a": Link(isEnd, attributes); break;
            case "br": _writer.Break(); break;
            case "hr": _writer.Rule(); break;
            case "img": Image(attributes); break;
            case "b" or "strong": Mark("**", isEnd); break;
            case "i" or "em" or "cite" or "var" or "dfn": Mark("*", isEnd); break;
            case "ul" or "ol" or "dl": List(name, isEnd, attributes); break;
            case "li" or "dt" or "dd": Item(isEnd); break;
            case "blockquote":
                if (isEnd) _writer.EndIndent("> ");
                else _writer.BeginIndent("> ", "> ");
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                _writer.Block();
                if (!isEnd) _writer.Prefix(new string('#', name[1] - '0') + " ");
                break;
            case "table" or "caption": _writer.Block(); break;
            case "tr":
                if (isEnd) _writer.EndRow();
                else _writer.BeginRow();
                break;
            case "td" or "th":
                if (isEnd) _writer.EndCell(isHead: name == "th");
                break;
            case "p" or "div" or "section" or "article" or "figure" or "figcaption" or "details" or "summary" or "center": _writer.Block(); break;
            case "sup": if (!isEnd) _writer.Text("^"); break;
        }
    }

    bool IsDropped(string name, ReadOnlySpan<char> attributes)
    {
        if (name is "script" or "style" or "link" or "meta" or "head" or "noscript") return true;
        if (options.DroppedClasses.Count == 0 || HtmlAttributes.Value(attributes, "class") is not { Length: > 0 } classes) return false;
        foreach (var part in classes.Split(' '))
            if (options.DroppedClasses.Contains(part)) return true;
        return false;
    }

    void Mark(string mark, bool isEnd)
    {
        if (!_inPre) _writer.Mark(mark, isEnd);
    }

    void Pre(bool isEnd, ReadOnlySpan<char> attributes)
    {
        if (isEnd == !_inPre) return;
        if (isEnd)
        {
            _writer.EndFence();
            _inPre = false;
            return;
        }
        if (HtmlAttributes.Value(attributes, "class") is { } classes && CodeLanguage.OfClasses(classes) is { Length: > 0 } named) _language = named;
        _writer.BeginFence(_language);
        _inPre = true;
        _language = "";
    }

    void Code(bool isEnd, ReadOnlySpan<char> attributes)
    {
        if (!_inPre) _writer.Mark("`", isEnd);
        else if (!isEnd && HtmlAttributes.Value(attributes, "class") is { } classes && CodeLanguage.OfClasses(classes) is { Length: > 0 } named) _writer.NameFence(named);
    }

    void Link(bool isEnd, ReadOnlySpan<char> attributes)
    {
        if (_inPre) return;
        if (!isEnd)
        {
            var address = options.Links ? HtmlAttributes.Value(attributes, "href") : null;
            _links.Add(address);
            if (address is { Length: > 0 }) _writer.Text("[");
        }
        else if (_links.Count > 0)
        {
            if (_links[^1] is { Length: > 0 } address) _writer.Text($"]({address})");
            _links.RemoveAt(_links.Count - 1);
        }
    }

    void Image(ReadOnlySpan<char> attributes)
    {
        if (HtmlAttributes.Value(attributes, "alt") is not { Length: > 0 } text) return;
        // Formulas of MediaWiki are pictures that carry their TeX.
        if (HtmlAttributes.Value(attributes, "class")?.Contains("mwe-math", StringComparison.Ordinal) == true) _writer.Text($"${Tex(text)}$");
        else if (!text.StartsWith("enter image", StringComparison.OrdinalIgnoreCase)) _writer.Text($"[{text}]");
    }

    /// <summary>TeX without the style that MediaWiki wraps it in.</summary>
    static string Tex(string text) =>
        text.StartsWith("{\\displaystyle ", StringComparison.Ordinal) && text.EndsWith('}') ? text["{\\displaystyle ".Length..^1].Trim() : text;

    void List(string name, bool isEnd, ReadOnlySpan<char> attributes)
    {
        if (_lists.Count == 0) _writer.Block();
        else _writer.Line();
        if (!isEnd) _lists.Add(name == "ol" ? int.TryParse(HtmlAttributes.Value(attributes, "start"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var first) ? first : 1 : -1);
        else if (_lists.Count > 0)
        {
            _writer.EndItem();
            _lists.RemoveAt(_lists.Count - 1);
            if (_lists.Count == 0) _writer.Block();
        }
    }

    void Item(bool isEnd)
    {
        if (isEnd || _lists.Count == 0) return;
        var number = _lists[^1];
        var mark = number < 0 ? "- " : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number}. ");
        if (number >= 0) _lists[^1] = number + 1;
        _writer.BeginItem(mark, _lists.Count);
    }
}
