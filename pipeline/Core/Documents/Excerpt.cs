namespace Curation.Core.Documents;

/// <summary>Beginnings of texts that never end within a surrogate pair.</summary>
public static class Excerpt
{
    /// <summary>The text, or its beginning of at most <paramref name="length"/> UTF-16 units.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">At least 1.</param>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> text, int length) => text.Length <= length ? text : text[..End(text, length)];

    /// <inheritdoc cref="Of(ReadOnlySpan{char}, int)"/>
    public static string Of(string text, int length) => text.Length <= length ? text : text[..End(text, length)];

    /// <summary>The same with an ellipsis where something was left out.</summary>
    /// <inheritdoc cref="Of(ReadOnlySpan{char}, int)"/>
    public static string Marked(string text, int length) => text.Length <= length ? text : text[..End(text, length)] + "…";

    static int End(ReadOnlySpan<char> text, int length) => char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
