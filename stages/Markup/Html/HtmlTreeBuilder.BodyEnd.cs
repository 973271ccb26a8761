using static Curation.Stages.Markup.Html.HtmlTag;

namespace Curation.Stages.Markup.Html;

/// <summary>Closing tags in the mode "in body".</summary>
ref partial struct HtmlTreeBuilder
{
    bool EndTagInBody()
    {
        var tag = _tokens.Tag;
        switch (tag)
        {
            case Template: return EndTagInHead();
            case Body or HtmlTag.Html:
                if (!InScope(Body)) return false;
                _mode = InsertionMode.AfterBody;
                return tag == HtmlTag.Html;
            case P:
                if (!InButtonScope(P)) InsertImplied(P);
                CloseParagraph();
                return false;
            case Form: EndForm(); return false;
            case Li:
                if (InScope(Li, Ol, Ul)) CloseTo(Li);
                return false;
            case Dd or Dt or Button or Listing or Pre or Applet or Marquee or HtmlTag.Object:
                if (!InScope(tag)) return false;
                CloseTo(tag);
                if (tag is Applet or Marquee or HtmlTag.Object) ClearToMarker();
                return false;
            case H1 or H2 or H3 or H4 or H5 or H6: EndHeading(); return false;
            case Br:
                // A closing tag of it is read as an opening one.
                (_tokens.FirstAttribute, _tokens.Attributes) = (0, 0);
                return StartTagInBody();
            default:
                if (tag.Has(HtmlTagTraits.Formatting)) Adopt(tag);
                else if (!tag.Has(HtmlTagTraits.ClosesParagraph)) EndOther();
                else if (InScope(tag)) CloseTo(tag);
                return false;
        }
    }

    void CloseTo(HtmlTag tag)
    {
        CloseImplied(tag);
        PopUntil(tag);
    }

    void EndForm()
    {
        if (_openOfTag[(int)Template] > 0)
        {
            if (InScope(Form)) CloseTo(Form);
            return;
        }
        var form = _form;
        _form = 0;
        if (form == 0 || !InScope(Form) || (_tree[form].Flags & HtmlNodeFlags.Open) == 0) return;
        CloseImplied();
        RemoveAt(IndexOf(form));
    }

    void EndHeading()
    {
        if (!InScope(H1) && !InScope(H2) && !InScope(H3) && !InScope(H4) && !InScope(H5) && !InScope(H6)) return;
        CloseImplied();
        while (_depth > 1)
        {
            var found = Tag(Current) is H1 or H2 or H3 or H4 or H5 or H6;
            Pop();
            if (found) return;
        }
    }

    void EndOther()
    {
        if (_openOfTag[(int)_tokens.Tag] == 0) return;
        for (var i = _depth - 1; i >= 0; i--)
        {
            if (!IsForeign(_open[i]) && IsNamed(_open[i], _tokens.Tag, _tokens.Start, _tokens.Length))
            {
                var node = _open[i];
                // Elements of unknown names are none whose end is implied, so that only known ones need an exception.
                CloseImplied(_tokens.Tag);
                PopToDepth(IndexOf(node));
                return;
            }
            if ((Traits(_open[i]) & HtmlTagTraits.Special) != 0) return;
        }
    }
}
