namespace Curation.Stages.Markup.Wikitext;

/// <summary>
/// Wikitext as clean text. Templates whose arguments are text are resolved by a table, others dropped; references, files and
/// navigation go, links leave their label, formulas stay as TeX. Not thread-safe: one an input.
/// </summary>
internal sealed class WikitextConverter(WikitextOptions options, WikitextSite site)
{
    readonly Expander _expander = new(options, site);
    readonly Layout _layout = new(options);
    readonly TextBuffer _expanded = new();

    /// <summary>Converts a page.</summary>
    /// <param name="title">Its title, which some templates show.</param>
    /// <param name="wikitext">Its source.</param>
    public WikitextPage Convert(string title, string wikitext)
    {
        _expanded.Truncate(0);
        _expander.Expand(title, wikitext, _expanded);
        var (text, headings) = _layout.Apply(_expanded.Span);
        return new(text, headings, [.. _expander.Categories.Distinct(StringComparer.Ordinal)], _expander.IsDisambiguation);
    }
}
