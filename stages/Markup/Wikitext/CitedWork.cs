namespace Curation.Stages.Markup.Wikitext;

/// <summary>A cited work that stands in running text, as lists of literature do: authors, year, title, publisher.</summary>
internal static class CitedWork
{
    public static void Append(Expander page, TemplateCall call)
    {
        var title = call.FirstText("title", "chapter", "contribution", "script-title");
        if (title.Length == 0) return;
        var authors = new List<string>();
        for (var i = 0; i < 9; i++)
        {
            var number = i == 0 ? "" : i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var last = call.FirstText($"last{number}", $"author{number}", $"surname{number}", $"editor-last{number}", $"editor{number}");
            if (last.Length == 0)
            {
                if (i > 0) break;
                continue;
            }
            var first = call.FirstText($"first{number}", $"given{number}", $"editor-first{number}");
            var author = first.Length == 0 ? last : $"{last}, {first}";
            if (!authors.Contains(author)) authors.Add(author);
        }
        var output = page.Output;
        output.Append(string.Join("; ", authors));
        var date = call.FirstText("date", "year");
        if (date.Length > 0)
        {
            if (authors.Count > 0) output.Append(' ');
            output.Append($"({date})");
        }
        if (authors.Count > 0 || date.Length > 0) output.Append(". ");
        foreach (var part in (string[])[title, call.FirstText("journal", "work", "website", "newspaper", "magazine"), call.FirstText("publisher")])
        {
            if (part.Length == 0) continue;
            output.Append(part.TrimEnd('.'));
            output.Append(". ");
        }
        output.Truncate(output.Length - 1);
    }
}
