namespace Curation.Stages.Markup.Markdown;

/// <summary>Languages of code blocks as sites mark them.</summary>
internal static class CodeLanguage
{
    /// <summary>The language in <c>lang-py prettyprint-override</c> or <c>language-python</c>; empty if none is named.</summary>
    public static string OfClasses(string classes)
    {
        foreach (var part in classes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (part.StartsWith("lang-", StringComparison.Ordinal) || part.StartsWith("language-", StringComparison.Ordinal)) return Of(part);
        return "";
    }

    /// <summary>The language that a mark names; empty if it says that there is none.</summary>
    public static string Of(ReadOnlySpan<char> mark)
    {
        mark = mark.Trim();
        if (mark.StartsWith("lang-", StringComparison.Ordinal)) mark = mark[5..];
        else if (mark.StartsWith("language-", StringComparison.Ordinal)) mark = mark[9..];
        return mark is "none" or "default" or "" || mark.IndexOfAny(' ', '`') >= 0 ? "" : mark.ToString();
    }
}
