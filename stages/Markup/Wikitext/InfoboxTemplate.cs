namespace Curation.Stages.Markup.Wikitext;

/// <summary>Infoboxes as lines of names and values, by option.</summary>
internal static class InfoboxTemplate
{
    static readonly string[] s_prefixes = ["infobox", "taxobox", "speciesbox", "automatic taxobox", "geobox", "chembox", "drugbox", "ficha de", "info/", "карточка", "картка"];

    /// <summary>Names whose values are no text.</summary>
    static readonly string[] s_silent = ["image", "img", "logo", "caption", "alt", "map", "pushpin", "coord", "lat", "long", "color", "colour", "width", "size", "style", "flag", "signature", "website", "footnotes", "module", "embed"];

    public static bool Is(string name)
    {
        foreach (var prefix in s_prefixes)
            if (name.StartsWith(prefix, StringComparison.Ordinal)) return true;
        return name.EndsWith("infobox", StringComparison.Ordinal);
    }

    public static void Append(Expander page, TemplateCall call)
    {
        foreach (var (name, start, end) in call.Named)
        {
            if (s_silent.Any(s => name.StartsWith(s, StringComparison.OrdinalIgnoreCase))) continue;
            var value = page.TextOf(start, end).Replace('\n', ' ').Trim(' ', Marks.Removed, Marks.Break);
            if (value.Length == 0) continue;
            page.Output.Append('\n');
            Marks.AppendLiteral(page.Output, name.Replace('_', ' '));
            Marks.AppendLiteral(page.Output, ": ");
            page.Output.Append(value);
            page.Output.Append('\n');
        }
    }
}
