using System.Globalization;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>Variables and functions of MediaWiki's parser that look like templates.</summary>
internal static class MagicWords
{
    /// <summary>Applies one; false if the name is none.</summary>
    public static bool TryApply(Expander page, TemplateCall call)
    {
        var name = call.Name;
        if (name is "pagename" or "fullpagename" or "basepagename" or "subjectpagename" or "articlepagename")
        {
            page.Output.Append(page.Title);
            return true;
        }
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) return false;
        switch (name[..colon])
        {
            case "lc": page.Output.Append(name.AsSpan(colon + 1).Trim()); break;
            case "uc": page.Output.Append(name[(colon + 1)..].Trim().ToUpperInvariant()); break;
            case "formatnum": page.Output.Append(Number(name[(colon + 1)..].Trim())); break;
            case "ucfirst" or "lcfirst": page.Output.Append(name.AsSpan(colon + 1).Trim()); break;
            case "#if" or "#ifexist" or "#ifeq" or "#switch" or "#expr" or "#ifexpr" or "#tag" or "#invoke" or "#time" or "#lst" or "#section" or "displaytitle" or "defaultsort" or "defaultsortkey": break;
            default: return false;
        }
        return true;
    }

    /// <summary>A number with its thousands apart; other text as it is.</summary>
    public static string Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && !text.Contains('.', StringComparison.Ordinal)
            ? value.ToString("N0", CultureInfo.InvariantCulture) : text;
}
