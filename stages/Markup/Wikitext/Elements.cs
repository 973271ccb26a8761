using System.Collections.Frozen;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>Elements of HTML and of MediaWiki's extensions, by what becomes of them. What is none of these is text.</summary>
internal static class Elements
{
    static readonly FrozenSet<string> s_dropped = Set(
        "ref", "references", "gallery", "timeline", "graph", "mapframe", "maplink", "imagemap", "templatedata", "hiero", "indicator", "categorytree",
        "inputbox", "style", "script", "includeonly", "score", "templatestyles", "section", "rp", "dynamicpagelist", "charinsert", "infobox", "choose", "tabber");

    static readonly FrozenSet<string> s_literal = Set("nowiki", "pre", "source", "syntaxhighlight", "math", "chem", "ce");

    static readonly FrozenSet<string> s_block = Set(
        "p", "div", "blockquote", "center", "table", "caption", "tbody", "thead", "tr", "ul", "ol", "dl", "dt", "dd", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "poem", "quote");

    static readonly FrozenSet<string> s_inline = Set(
        "br", "li", "td", "th", "span", "small", "big", "sup", "sub", "b", "i", "u", "s", "strike", "del", "ins", "em", "strong", "tt", "code", "kbd", "samp", "var",
        "cite", "q", "abbr", "dfn", "bdi", "bdo", "font", "ruby", "rb", "rt", "rtc", "mark", "time", "data", "wbr", "noinclude", "onlyinclude", "nobr", "a", "img", "label", "phonos");

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_isDropped = s_dropped.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_isLiteral = s_literal.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_isBlock = s_block.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_isKnown =
        s_dropped.Concat(s_literal).Concat(s_block).Concat(s_inline).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether the name is an element's.</summary>
    public static bool IsKnown(ReadOnlySpan<char> name) => s_isKnown.Contains(name);

    /// <summary>Whether the element goes with its content.</summary>
    public static bool IsDropped(ReadOnlySpan<char> name) => s_isDropped.Contains(name);

    /// <summary>Whether the content is not read as wikitext.</summary>
    public static bool IsOpaque(ReadOnlySpan<char> name) => s_isLiteral.Contains(name) || s_isDropped.Contains(name);

    /// <summary>Whether the element begins a line of its own.</summary>
    public static bool IsBlock(ReadOnlySpan<char> name) => s_isBlock.Contains(name);

    static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
