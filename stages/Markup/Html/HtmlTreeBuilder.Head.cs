using static Curation.Stages.Markup.Html.HtmlTag;

namespace Curation.Stages.Markup.Html;

/// <summary>Heads, templates and framesets.</summary>
ref partial struct HtmlTreeBuilder
{
    bool StartTagInHead()
    {
        switch (_tokens.Tag)
        {
            case HtmlTag.Html: TakeAttributes(_tree.Root); return false;
            case Head: return false;
            case Base or BaseFont or BgSound or Link or Meta: InsertClosed(); return false;
            case Title: InsertWithRawText(HtmlNodeKind.Text); return false;
            case NoFrames or Style or Script: InsertWithRawText(HtmlNodeKind.RawText); return false;
            case NoScript when _mode == InsertionMode.InHead:
                Insert();
                _mode = InsertionMode.InHeadNoScript;
                return false;
            case Template:
                Insert();
                AddMarker();
                _allowsFrameSet = false;
                _mode = InsertionMode.InTemplate;
                _templateModes.Push(_mode);
                return false;
            default: return Imply();
        }
    }

    bool EndTagInHead()
    {
        switch (_tokens.Tag)
        {
            case Head: return Imply() && false;
            case Body or HtmlTag.Html or Br: return Imply();
            case Template:
                if (_openOfTag[(int)Template] > 0) EndTemplate();
                return false;
            default: return false;
        }
    }

    void EndTemplate()
    {
        while (Tag(Current).Has(HtmlTagTraits.ImpliedEnd) || Tag(Current) is Caption or ColGroup or TBody or Td or TFoot or Th or THead or Tr) Pop();
        PopUntil(Template);
        ClearToMarker();
        _templateModes.TryPop(out _);
        ResetMode();
    }

    bool StartTagInHeadNoScript()
    {
        switch (_tokens.Tag)
        {
            case HtmlTag.Html or Head or NoScript: return false;
            case BaseFont or BgSound or Link or Meta or NoFrames or Style: return StartTagInHead();
            default: return Imply();
        }
    }

    bool StartTagAfterHead()
    {
        switch (_tokens.Tag)
        {
            case HtmlTag.Html: TakeAttributes(_tree.Root); return false;
            case Head: return false;
            case Body:
                _tree.Body = Insert();
                _allowsFrameSet = false;
                _mode = InsertionMode.InBody;
                return false;
            case FrameSet:
                _tree.Body = Insert();
                _mode = InsertionMode.InFrameSet;
                return false;
            case Base or BaseFont or BgSound or Link or Meta or NoFrames or Script or Style or Template or Title:
                Push(_tree.Head);
                StartTagInHead();
                RemoveAt(IndexOf(_tree.Head));
                return false;
            default: return Imply();
        }
    }

    bool StartTagInTemplate()
    {
        switch (_tokens.Tag)
        {
            case Base or BaseFont or BgSound or Link or Meta or NoFrames or Script or Style or Template or Title: return StartTagInHead();
            case Caption or ColGroup or TBody or TFoot or THead: return ChangeTemplateMode(InsertionMode.InTable);
            case Col: return ChangeTemplateMode(InsertionMode.InColumnGroup);
            case Tr: return ChangeTemplateMode(InsertionMode.InTableBody);
            case Td or Th: return ChangeTemplateMode(InsertionMode.InRow);
            default: return ChangeTemplateMode(InsertionMode.InBody);
        }
    }

    bool ChangeTemplateMode(InsertionMode mode)
    {
        _templateModes.TryPop(out _);
        _templateModes.Push(mode);
        _mode = mode;
        return true;
    }

    bool StartTagInFrameSet()
    {
        switch (_tokens.Tag)
        {
            case FrameSet when _mode == InsertionMode.InFrameSet: Insert(); return false;
            case Frame when _mode == InsertionMode.InFrameSet: InsertClosed(); return false;
            case NoFrames: InsertWithRawText(HtmlNodeKind.RawText); return false;
            default: return false;
        }
    }

    bool EndTagInFrameSet()
    {
        if (_mode == InsertionMode.InFrameSet && _tokens.Tag == FrameSet && Tag(Current) != HtmlTag.Html)
        {
            Pop();
            if (Tag(Current) != FrameSet) _mode = InsertionMode.AfterFrameSet;
        }
        else if (_mode == InsertionMode.AfterFrameSet && _tokens.Tag == HtmlTag.Html)
        {
            _mode = InsertionMode.AfterAfterFrameSet;
        }
        return false;
    }

    /// <summary>The standard's "reset the insertion mode appropriately".</summary>
    void ResetMode()
    {
        for (var i = _depth - 1; i >= 0; i--)
        {
            InsertionMode? mode = Tag(_open[i]) switch
            {
                Select => InSelectOrTable(i),
                Td or Th when i > 0 => InsertionMode.InCell,
                Tr => InsertionMode.InRow,
                TBody or THead or TFoot => InsertionMode.InTableBody,
                Caption => InsertionMode.InCaption,
                ColGroup => InsertionMode.InColumnGroup,
                Table => InsertionMode.InTable,
                Template => _templateModes.TryPeek(out var top) ? top : InsertionMode.InBody,
                Head when i > 0 => InsertionMode.InHead,
                Body => InsertionMode.InBody,
                FrameSet => InsertionMode.InFrameSet,
                HtmlTag.Html => _tree.Head == 0 ? InsertionMode.BeforeHead : InsertionMode.AfterHead,
                _ => null,
            };
            if (mode is null) continue;
            _mode = mode.Value;
            return;
        }
        _mode = InsertionMode.InBody;
    }

    readonly InsertionMode InSelectOrTable(int index)
    {
        for (var i = index - 1; i > 0 && Tag(_open[i]) != Template; i--)
            if (Tag(_open[i]) == Table) return InsertionMode.InSelectInTable;
        return InsertionMode.InSelect;
    }
}
