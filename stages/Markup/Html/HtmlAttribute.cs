namespace Curation.Stages.Markup.Html;

/// <summary>An attribute as written: ranges of the page, character references not replaced.</summary>
/// <param name="Name">The name if it is a known one.</param>
/// <param name="NameStart">First byte of the name.</param>
/// <param name="NameLength">Bytes of the name.</param>
/// <param name="ValueStart">First byte of the value, quotes left out.</param>
/// <param name="ValueLength">Bytes of the value.</param>
readonly record struct HtmlAttribute(HtmlAttributeName Name, int NameStart, int NameLength, int ValueStart, int ValueLength);
