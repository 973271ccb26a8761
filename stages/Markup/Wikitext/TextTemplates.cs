namespace Curation.Stages.Markup.Wikitext;

/// <summary>Templates of quotations, lists and names.</summary>
internal static class TextTemplates
{
    /// <summary>A quotation and who said it.</summary>
    public static void Quotation(Expander page, TemplateCall call)
    {
        var text = call.FirstText("text", "quote", "content", "1", "texte", "citation");
        if (text.Length == 0) text = call.Text(1);
        if (text.Length == 0) return;
        page.Output.Append("\n\n");
        page.Output.Append(text);
        page.Output.Append("\n");
        var author = call.FirstText("author", "sign", "by", "cite", "auteur", "person");
        if (author.Length == 0) author = call.Text(2);
        if (author.Length > 0 && !author.EndsWith("px", StringComparison.Ordinal) && author is not ("left" or "right"))
        {
            page.Output.Append("\n— ");
            page.Output.Append(author);
            var source = call.FirstText("source", "title", "source", "oeuvre");
            if (source.Length == 0) source = call.Text(3);
            if (source.Length > 0 && !source.EndsWith("px", StringComparison.Ordinal))
            {
                page.Output.Append(", ");
                page.Output.Append(source);
            }
            page.Output.Append("\n");
        }
        page.Output.Append("\n");
    }

    /// <summary>All arguments with something between them.</summary>
    public static void Join(Expander page, TemplateCall call, string between)
    {
        var isFirst = true;
        for (var i = 1; i <= call.Count; i++)
        {
            var text = call.Text(i);
            if (text.Length == 0) continue;
            if (!isFirst) page.Output.Append(between);
            page.Output.Append(text);
            isFirst = false;
        }
    }

    /// <summary>All arguments as items of a list.</summary>
    public static void Lines(Expander page, TemplateCall call)
    {
        for (var i = 1; i <= call.Count; i++)
        {
            var text = call.Text(i);
            if (text.Length == 0) continue;
            page.Output.Append("\n* ");
            page.Output.Append(text);
        }
        page.Output.Append("\n");
    }

    /// <summary>A name with its Japanese writing and reading.</summary>
    public static void Japanese(Expander page, TemplateCall call)
    {
        var (name, writing, reading) = (call.Text(1), call.Text(2), call.Text(3));
        if (name.Length == 0) (name, reading) = (reading, "");
        page.Output.Append(name);
        if (writing.Length + reading.Length == 0) return;
        page.Output.Append(name.Length == 0 ? "" : " (");
        page.Output.Append(writing);
        if (writing.Length > 0 && reading.Length > 0) page.Output.Append(", ");
        page.Output.Append(reading);
        if (name.Length > 0) page.Output.Append(")");
    }

    /// <summary>The writings of a name in several scripts.</summary>
    public static void Named(Expander page, TemplateCall call)
    {
        var isFirst = true;
        foreach (var name in (string[])["c", "t", "s", "p", "w", "hangul", "hanja", "rr", "l"])
        {
            var text = call.Text(name);
            if (text.Length == 0) continue;
            if (!isFirst) page.Output.Append("; ");
            page.Output.Append(text);
            isFirst = false;
        }
        if (isFirst) call.Append(1);
    }

    /// <summary>Author and year as running text: Smith (2001).</summary>
    public static void Short(Expander page, TemplateCall call)
    {
        if (call.Count < 2) return;
        for (var i = 1; i < call.Count; i++)
        {
            if (i > 1) page.Output.Append(i == call.Count - 1 ? " & " : ", ");
            call.Append(i);
        }
        page.Output.Append(" (");
        call.Append(call.Count);
        page.Output.Append(")");
    }

    /// <summary>A translation in single quotes.</summary>
    public static void Glossed(Expander page, TemplateCall call)
    {
        page.Output.Append("lit. '");
        call.Append(1);
        page.Output.Append("'");
    }
}
