using System.Text;
using static Curation.Stages.Markup.Html.HtmlTag;

namespace Curation.Stages.Markup.Html;

/// <summary>Opening tags in the mode "in body".</summary>
ref partial struct HtmlTreeBuilder
{
    bool StartTagInBody()
    {
        var tag = _tokens.Tag;
        if (tag.Has(HtmlTagTraits.ClosesParagraph))
        {
            CloseParagraph();
            Insert();
            return false;
        }
        switch (tag)
        {
            case HtmlTag.Html: TakeAttributes(_tree.Root); return false;
            case Body: TakeAttributes(_tree.Body); return false;
            case Caption or Col or ColGroup or Frame or Head or TBody or Td or TFoot or Th or THead or Tr: return false;
            case Base or BaseFont or BgSound or Link or Meta or NoFrames or Script or Style or Template or Title: return StartTagInHead();
            case FrameSet: ReplaceBody(); return false;
            case H1 or H2 or H3 or H4 or H5 or H6:
                CloseParagraph();
                if (Tag(Current) is H1 or H2 or H3 or H4 or H5 or H6) Pop();
                Insert();
                return false;
            case Pre or Listing:
                CloseParagraph();
                Insert();
                _tokens.SkipLineFeed();
                _allowsFrameSet = false;
                return false;
            case Form:
                if (_form != 0 && _openOfTag[(int)Template] == 0) return false;
                CloseParagraph();
                var form = Insert();
                if (_openOfTag[(int)Template] == 0) _form = form;
                return false;
            case Li or Dd or Dt: StartItem(tag); return false;
            case PlainText:
                CloseParagraph();
                Insert();
                if (_tokens.At < _page.Length) TextInBody(_tokens.At, _page.Length - _tokens.At, HtmlNodeKind.RawText);
                _tokens.At = _page.Length;
                return false;
            case Button:
                if (InScope(Button))
                {
                    CloseImplied();
                    PopUntil(Button);
                }
                Reconstruct();
                Insert();
                _allowsFrameSet = false;
                return false;
            case A: StartLink(); return false;
            case B or Big or Code or Em or Font or I or S or Small or Strike or Strong or Tt or U:
                Reconstruct();
                PushFormatting(Insert());
                return false;
            case NoBr:
                Reconstruct();
                if (InScope(NoBr))
                {
                    Adopt(NoBr);
                    Reconstruct();
                }
                PushFormatting(Insert());
                return false;
            case Applet or Marquee or HtmlTag.Object:
                Reconstruct();
                Insert();
                AddMarker();
                _allowsFrameSet = false;
                return false;
            case Table:
                if (!_isQuirky) CloseParagraph();
                Insert();
                _allowsFrameSet = false;
                _mode = InsertionMode.InTable;
                return false;
            case Area or Br or Embed or Img or KeyGen or Wbr or Image:
                if (tag == Image) _tokens.Tag = Img;
                Reconstruct();
                InsertClosed();
                _allowsFrameSet = false;
                return false;
            case Input:
                Reconstruct();
                InsertClosed();
                if (!IsHiddenInput()) _allowsFrameSet = false;
                return false;
            case Param or Source or Track: InsertClosed(); return false;
            case Hr:
                CloseParagraph();
                InsertClosed();
                _allowsFrameSet = false;
                return false;
            case TextArea:
                InsertWithRawText(HtmlNodeKind.Text);
                _allowsFrameSet = false;
                return false;
            case Xmp:
                CloseParagraph();
                Reconstruct();
                InsertWithRawText(HtmlNodeKind.RawText);
                _allowsFrameSet = false;
                return false;
            case IFrame or NoEmbed:
                InsertWithRawText(HtmlNodeKind.RawText);
                _allowsFrameSet = _allowsFrameSet && tag == NoEmbed;
                return false;
            case Select:
                Reconstruct();
                Insert();
                _allowsFrameSet = false;
                _mode = _mode is InsertionMode.InTable or InsertionMode.InCaption or InsertionMode.InTableBody or InsertionMode.InRow or InsertionMode.InCell
                    ? InsertionMode.InSelectInTable
                    : InsertionMode.InSelect;
                return false;
            case OptGroup or Option:
                if (Tag(Current) == Option) Pop();
                Reconstruct();
                Insert();
                return false;
            case Rb or Rtc:
                if (InScope(Ruby)) CloseImplied();
                Insert();
                return false;
            case Rp or Rt:
                if (InScope(Ruby)) CloseImplied(Rtc);
                Insert();
                return false;
            case HtmlTag.Math or Svg:
                Reconstruct();
                InsertForeign(tag == Svg ? HtmlNodeFlags.Svg : HtmlNodeFlags.MathMl);
                return false;
            default:
                Reconstruct();
                Insert();
                return false;
        }
    }

    /// <summary>Gives the late tag's attributes to the element that was made without it.</summary>
    readonly void TakeAttributes(int node)
    {
        if (node == 0 || _openOfTag[(int)Template] > 0) return;
        ref var element = ref _tree[node];
        if (element.Attributes == 0) (element.FirstAttribute, element.Attributes) = (_tokens.FirstAttribute, _tokens.Attributes);
    }

    void StartItem(HtmlTag tag)
    {
        _allowsFrameSet = false;
        for (var i = _depth - 1; i >= 0; i--)
        {
            var open = Tag(_open[i]);
            if (tag == Li ? open == Li : open is Dd or Dt)
            {
                CloseTo(open);
                break;
            }
            if ((Traits(_open[i]) & HtmlTagTraits.Special) != 0 && open is not (Address or Div or P)) break;
        }
        CloseParagraph();
        Insert();
    }

    void StartLink()
    {
        if (LastFormatting(A) is var open && open >= 0)
        {
            var node = _formatting[open];
            Adopt(A);
            RemoveFormatting(node);
            if (_depth > 0 && (_tree[node].Flags & HtmlNodeFlags.Open) != 0) RemoveAt(IndexOf(node));
        }
        Reconstruct();
        PushFormatting(Insert());
    }

    void ReplaceBody()
    {
        if (!_allowsFrameSet || _depth < 2 || Tag(_open[1]) != Body) return;
        _tree.Detach(_open[1]);
        PopToDepth(1);
        _tree.Body = Insert();
        _mode = InsertionMode.InFrameSet;
    }

    readonly bool IsHiddenInput()
    {
        for (var i = 0; i < _tokens.Attributes; i++)
        {
            ref readonly var attribute = ref _tree.Attribute(_tokens.FirstAttribute + i);
            if (attribute.Name == HtmlAttributeName.Type) return Ascii.EqualsIgnoreCase(_page.Slice(attribute.ValueStart, attribute.ValueLength), "hidden"u8);
        }
        return false;
    }
}
