namespace Curation.Stages.Markup.Wikitext;

/// <summary>A tag in wikitext.</summary>
/// <param name="Start">Offset of its <c>&lt;</c>.</param>
/// <param name="NameStart">Offset of its name.</param>
/// <param name="NameLength">Length of its name.</param>
/// <param name="End">Offset behind its <c>&gt;</c>.</param>
/// <param name="IsEnd">Whether it is an end tag.</param>
/// <param name="IsEmpty">Whether it closes itself.</param>
internal readonly record struct Tag(int Start, int NameStart, int NameLength, int End, bool IsEnd, bool IsEmpty)
{
    /// <summary>Most characters of a tag; a longer one is text.</summary>
    const int MaxLength = 2000;

    public ReadOnlySpan<char> Name(string text) => text.AsSpan(NameStart, NameLength);

    public ReadOnlySpan<char> Attributes(string text) => text.AsSpan(NameStart + NameLength, End - 1 - NameStart - NameLength);

    /// <summary>Reads a tag of a known element; false if the characters are text.</summary>
    public static bool TryRead(string text, int at, out Tag tag)
    {
        tag = default;
        var name = at + 1;
        var isEnd = name < text.Length && text[name] == '/';
        if (isEnd) name++;
        var end = name;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end])) end++;
        if (end == name || !Elements.IsKnown(text.AsSpan(name, end - name))) return false;
        var close = text.AsSpan(end, Math.Min(MaxLength, text.Length - end)).IndexOfAny('>', '<');
        if (close < 0 || text[end + close] == '<') return false;
        tag = new(at, name, end - name, end + close + 1, isEnd, close > 0 && text[end + close - 1] == '/');
        return true;
    }
}
