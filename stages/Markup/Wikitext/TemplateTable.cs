namespace Curation.Stages.Markup.Wikitext;

/// <summary>
/// What templates give. A dump does not hold their expansions; those whose arguments are text of the page are listed here or by
/// option, the others (navigation, notices, citations, maps) give nothing.
/// </summary>
internal sealed class TemplateTable(WikitextOptions options)
{
    /// <summary>Applies a template at its place.</summary>
    public void Apply(Expander page, Node node)
    {
        var call = new TemplateCall(page, node);
        if (!call.IsValid)
        {
            page.Expand(node.Start + 2, node.End - 2);
            return;
        }
        var output = page.Output;
        var from = output.Length;
        if (options.Templates.TryGetValue(call.Name, out var pattern)) TemplatePattern.Append(page, call, pattern);
        else if (KnownTemplates.TryGet(call.Name, out var write)) write(page, call);
        else if (!MagicWords.TryApply(page, call)) Unknown(page, call);
        if (output.Length == from) output.Append(Marks.Removed);
    }

    void Unknown(Expander page, TemplateCall call)
    {
        if (DisambiguationTemplates.Contains(call.Name)) page.IsDisambiguation = true;
        else if (options.Infoboxes && InfoboxTemplate.Is(call.Name)) InfoboxTemplate.Append(page, call);
        else NamedByPrefix.Append(page, call);
    }
}
