using System.Text;

namespace Curation.Tests.Markup.Html;

/// <summary>Random pages that break the rules of nesting in many ways.</summary>
static class TagSoup
{
    static readonly string[] s_tags =
    [
        "a", "b", "i", "p", "div", "span", "table", "tr", "td", "th", "tbody", "thead", "caption", "col", "colgroup", "ul", "li", "ol", "dl", "dt", "dd", "h1", "h2",
        "form", "button", "option", "optgroup", "pre", "br", "hr", "img", "input", "svg", "math", "mi", "title", "desc", "annotation-xml", "template", "script",
        "style", "textarea", "body", "html", "head", "nobr", "font", "em", "section", "x-y", "ruby", "rt", "rp", "object", "marquee", "noscript", "address",
        "center", "iframe", "xmp", "code", "small", "meta", "link", "base", "main", "nav", "plaintext",
    ];
    static readonly string[] s_oddities = ["<!-- c -->", "&amp;", "&notit;", "&#150;", "<![CDATA[x]]>", "<", "</", "<!x>", "<?y>", "&#xZ", "\n", "<!---->", "<!--->", "&copy=1", "\r\n"];

    /// <summary>A page of up to <paramref name="parts"/> tags and texts.</summary>
    public static string Make(Random random, int parts = 25)
    {
        var page = new StringBuilder(random.Next(3) > 0 ? "<!DOCTYPE html>" : "");
        var few = Enumerable.Range(0, random.Next(2, 8)).Select(_ => Pick(random, s_tags)).ToArray();
        for (var i = random.Next(2, parts); i > 0; i--)
        {
            var tag = random.Next(4) == 0 ? Pick(random, s_tags) : Pick(random, few);
            switch (random.Next(10))
            {
                case < 4:
                    page.Append('<').Append(tag);
                    if (random.Next(4) == 0) page.Append(random.Next(2) == 0 ? " class=x" : " id='a b' HREF=\"q&amp;r&copy=1\"");
                    if (random.Next(10) == 0) page.Append('/');
                    page.Append('>');
                    break;
                case < 7: page.Append("</").Append(tag).Append('>'); break;
                case 7: page.Append(' '); break;
                case 8: page.Append('t').Append(i); break;
                default: page.Append(Pick(random, s_oddities)); break;
            }
        }
        return page.ToString();
    }

    static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
