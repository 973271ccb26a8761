using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Curation.Stages.Extraction.Html;

/// <summary>Classes and ids by which pages mark what surrounds their content.</summary>
static partial class BoilerplateNames
{
    public static bool Match(IElement element)
    {
        if (element.LocalName is "main" or "article" or "html") return false;
        var (id, classes) = (element.Id, element.ClassName);
        return (id is { Length: > 0 and < 80 } && Names().IsMatch(id)) || (classes is { Length: > 0 and < 200 } && Names().IsMatch(classes));
    }

    [GeneratedRegex(@"(?:^|[\s_-])(?:nav|navbar|navigation|navheader|navfooter|menu|sidebar|sphinxsidebar|breadcrumbs?|footer|foot|cookies?|banner|advert(?:isement)?s?|ads?|promo|popup|modal|newsletter|subscribe|social|share|sharing|related|recommended|pagination|pager|toolbar|skip-link|skiplink|headerlink|toc|login|signup)(?:$|[\s_-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
