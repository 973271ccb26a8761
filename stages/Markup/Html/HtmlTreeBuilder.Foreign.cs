using System.Text;
using static Curation.Stages.Markup.Html.HtmlTag;

namespace Curation.Stages.Markup.Html;

/// <summary>SVG and MathML within pages.</summary>
ref partial struct HtmlTreeBuilder
{
    readonly bool IsForeign(int node) => (_tree[node].Flags & HtmlNodeFlags.Foreign) != 0;

    /// <summary>Whether a start tag in this foreign element is read as HTML.</summary>
    readonly bool TakesHtmlStartTag(int node)
    {
        ref var element = ref _tree[node];
        if (IsMathText(element)) return _tokens.Tag is not (MGlyph or MalignMark);
        if (element is { Tag: AnnotationXml, Flags: var flags } && (flags & HtmlNodeFlags.MathMl) != 0 && _tokens.Tag == Svg) return true;
        return IsIntegrationPoint(node);
    }

    readonly bool TakesHtmlText(int node) => IsMathText(_tree[node]) || IsIntegrationPoint(node);

    static bool IsMathText(in HtmlNode element) => (element.Flags & HtmlNodeFlags.MathMl) != 0 && element.Tag is Mi or Mo or Mn or Ms or MText;

    readonly bool IsIntegrationPoint(int node)
    {
        ref var element = ref _tree[node];
        if ((element.Flags & HtmlNodeFlags.Svg) != 0) return element.Tag is ForeignObject or Desc or Title;
        if (element.Tag != AnnotationXml || !_tree.TryGet(node, HtmlAttributeName.Encoding, out var encoding)) return false;
        var value = _page.Slice(encoding.ValueStart, encoding.ValueLength);
        return Ascii.EqualsIgnoreCase(value, "text/html"u8) || Ascii.EqualsIgnoreCase(value, "application/xhtml+xml"u8);
    }

    void InsertForeign(HtmlNodeFlags kind)
    {
        if (_tokens.IsSelfClosing) InsertClosed(kind);
        else Insert(kind);
    }

    /// <summary>False if the tag ends the foreign content and has to be read as HTML.</summary>
    bool ForeignStartTag()
    {
        if (_tokens.Tag.Has(HtmlTagTraits.EndsForeign) || (_tokens.Tag == Font && HasFontAttribute()))
        {
            LeaveForeign();
            return false;
        }
        if (_depth >= _limits.Depth) return false;
        InsertForeign(_tree[Current].Flags & HtmlNodeFlags.Foreign);
        return true;
    }

    bool ForeignEndTag()
    {
        if (_tokens.Tag is Br or P)
        {
            LeaveForeign();
            return false;
        }
        for (var i = _depth - 1; i > 0; i--)
        {
            if (!IsForeign(_open[i])) return false;
            if (!IsNamed(_open[i], _tokens.Tag, _tokens.Start, _tokens.Length)) continue;
            PopToDepth(i);
            return true;
        }
        return true;
    }

    void LeaveForeign()
    {
        while (IsForeign(Current) && !IsMathText(_tree[Current]) && !IsIntegrationPoint(Current)) Pop();
    }

    readonly bool HasFontAttribute()
    {
        for (var i = 0; i < _tokens.Attributes; i++)
        {
            ref readonly var attribute = ref _tree.Attribute(_tokens.FirstAttribute + i);
            var name = _page.Slice(attribute.NameStart, attribute.NameLength);
            if (Ascii.EqualsIgnoreCase(name, "color"u8) || Ascii.EqualsIgnoreCase(name, "face"u8) || Ascii.EqualsIgnoreCase(name, "size"u8)) return true;
        }
        return false;
    }
}
