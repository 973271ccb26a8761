using System.Text;

namespace Curation.Stages.Markup.Html;

/// <summary>Finds <see cref="HtmlAttributeName"/>s by name.</summary>
static class HtmlAttributeNames
{
    static readonly NameTable s_table = MakeTable();

    /// <summary>The attribute of a name in any case.</summary>
    public static HtmlAttributeName Find(ReadOnlySpan<byte> name, ulong key) => (HtmlAttributeName)s_table.Find(name, key);

    static NameTable MakeTable()
    {
        var table = new NameTable(128);
        foreach (var attribute in Enum.GetValues<HtmlAttributeName>())
        {
            if (attribute == HtmlAttributeName.Other) continue;
            var name = attribute switch
            {
                HtmlAttributeName.AriaHidden => "aria-hidden",
                HtmlAttributeName.AriaLabel => "aria-label",
                HtmlAttributeName.HttpEquiv => "http-equiv",
                HtmlAttributeName.XmlLang => "xml:lang",
                _ => attribute.ToString().ToLowerInvariant(),
            };
            table.Add(Encoding.ASCII.GetBytes(name), (byte)attribute);
        }
        return table;
    }
}
