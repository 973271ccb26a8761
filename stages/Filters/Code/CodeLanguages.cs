namespace Curation.Stages.Filters.Code;

/// <summary>Languages to which some rules do not apply.</summary>
internal static class CodeLanguages
{
    /// <summary>Documentation: one paragraph may be one line.</summary>
    public static bool IsProse(string language) => language is "Markdown" or "Text" or "reStructuredText" or "AsciiDoc" or "TeX" or "RMarkdown" or "Texinfo" or "Roff";

    /// <summary>Languages in which few characters are letters.</summary>
    public static bool IsMostlySigns(string language) => language is "Assembly" or "CSV" or "SVG" or "Gettext";

    /// <summary>Formats that are XML.</summary>
    public static bool IsXml(string language) => language is "XML" or "HTML" or "SVG" or "Vue" or "Svelte";
}
