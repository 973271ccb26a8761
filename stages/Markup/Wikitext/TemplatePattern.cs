using System.Globalization;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>A template by a pattern: <c>$1</c> is the first argument, <c>${name}</c> a named one, <c>$$</c> a dollar.</summary>
internal static class TemplatePattern
{
    public static void Append(Expander page, TemplateCall call, string pattern)
    {
        var rest = pattern.AsSpan();
        while (rest.IndexOf('$') is >= 0 and var at)
        {
            page.Output.Append(rest[..at]);
            rest = rest[(at + 1)..];
            if (rest is ['{', ..] && rest.IndexOf('}') is > 1 and var close)
            {
                page.Output.Append(call.Text(rest[1..close].ToString()));
                rest = rest[(close + 1)..];
            }
            else if (rest is [>= '1' and <= '9', ..])
            {
                call.Append(int.Parse(rest[..1], CultureInfo.InvariantCulture));
                rest = rest[1..];
            }
            else
            {
                page.Output.Append('$');
                if (rest is ['$', ..]) rest = rest[1..];
            }
        }
        page.Output.Append(rest);
    }
}
