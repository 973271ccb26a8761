using static Curation.Stages.Markup.Html.HtmlTag;

namespace Curation.Stages.Markup.Html;

/// <summary>Tables; what may not stand in one goes before it.</summary>
ref partial struct HtmlTreeBuilder
{
    bool StartTagInTable()
    {
        switch (_tokens.Tag)
        {
            case Caption:
                ClearTo(Table, Other, Other);
                AddMarker();
                Insert();
                _mode = InsertionMode.InCaption;
                return false;
            case ColGroup:
                ClearTo(Table, Other, Other);
                Insert();
                _mode = InsertionMode.InColumnGroup;
                return false;
            case Col:
                ClearTo(Table, Other, Other);
                InsertImplied(ColGroup);
                _mode = InsertionMode.InColumnGroup;
                return true;
            case TBody or TFoot or THead:
                ClearTo(Table, Other, Other);
                Insert();
                _mode = InsertionMode.InTableBody;
                return false;
            case Td or Th or Tr:
                ClearTo(Table, Other, Other);
                InsertImplied(TBody);
                _mode = InsertionMode.InTableBody;
                return true;
            case Table: return CloseTable();
            case Style or Script or Template: return StartTagInHead();
            case Input when IsHiddenInput(): InsertClosed(); return false;
            case Form:
                if (_form != 0 || _openOfTag[(int)Template] > 0) return false;
                _form = InsertClosed();
                return false;
            default:
                _fosters = true;
                var again = StartTagInBody();
                _fosters = false;
                return again;
        }
    }

    bool EndTagInTable()
    {
        switch (_tokens.Tag)
        {
            case Table: CloseTable(); return false;
            case Body or Caption or Col or ColGroup or HtmlTag.Html or TBody or Td or TFoot or Th or THead or Tr: return false;
            case Template: return EndTagInHead();
            default:
                _fosters = true;
                var again = EndTagInBody();
                _fosters = false;
                return again;
        }
    }

    /// <summary>Whether a table was open.</summary>
    bool CloseTable()
    {
        if (!InTableScope(Table)) return false;
        PopUntil(Table);
        ResetMode();
        return true;
    }

    bool StartTagInCaption() => _tokens.Tag switch
    {
        Caption or Col or ColGroup or TBody or Td or TFoot or Th or THead or Tr => CloseCaption(),
        _ => StartTagInBody(),
    };

    bool EndTagInCaption() => _tokens.Tag switch
    {
        Caption => CloseCaption() && false,
        Table => CloseCaption(),
        Body or Col or ColGroup or HtmlTag.Html or TBody or Td or TFoot or Th or THead or Tr => false,
        _ => EndTagInBody(),
    };

    bool CloseCaption()
    {
        if (!InTableScope(Caption)) return false;
        CloseImplied();
        PopUntil(Caption);
        ClearToMarker();
        _mode = InsertionMode.InTable;
        return true;
    }

    bool StartTagInColumnGroup()
    {
        switch (_tokens.Tag)
        {
            case HtmlTag.Html: return false;
            case Col: InsertClosed(); return false;
            case Template: return StartTagInHead();
            default: return CloseColumnGroup();
        }
    }

    bool EndTagInColumnGroup() => _tokens.Tag switch
    {
        ColGroup => CloseColumnGroup() && false,
        Col => false,
        Template => EndTagInHead(),
        _ => CloseColumnGroup(),
    };

    bool CloseColumnGroup()
    {
        if (Tag(Current) != ColGroup) return false;
        Pop();
        _mode = InsertionMode.InTable;
        return true;
    }

    bool StartTagInTableBody()
    {
        switch (_tokens.Tag)
        {
            case Tr:
                ClearTo(TBody, TFoot, THead);
                Insert();
                _mode = InsertionMode.InRow;
                return false;
            case Td or Th:
                ClearTo(TBody, TFoot, THead);
                InsertImplied(Tr);
                _mode = InsertionMode.InRow;
                return true;
            case Caption or Col or ColGroup or TBody or TFoot or THead: return CloseTableBody();
            default: return StartTagInTable();
        }
    }

    bool EndTagInTableBody()
    {
        switch (_tokens.Tag)
        {
            case TBody or TFoot or THead: return InTableScope(_tokens.Tag) && CloseTableBody() && false;
            case Table: return CloseTableBody();
            case Body or Caption or Col or ColGroup or HtmlTag.Html or Td or Th or Tr: return false;
            default: return EndTagInTable();
        }
    }

    bool CloseTableBody()
    {
        if (!InTableScope(TBody) && !InTableScope(THead) && !InTableScope(TFoot)) return false;
        ClearTo(TBody, TFoot, THead);
        Pop();
        _mode = InsertionMode.InTable;
        return true;
    }

    bool StartTagInRow()
    {
        switch (_tokens.Tag)
        {
            case Td or Th:
                ClearTo(Tr, Other, Other);
                Insert();
                _mode = InsertionMode.InCell;
                AddMarker();
                return false;
            case Caption or Col or ColGroup or TBody or TFoot or THead or Tr: return CloseRow();
            default: return StartTagInTable();
        }
    }

    bool EndTagInRow()
    {
        switch (_tokens.Tag)
        {
            case Tr: return CloseRow() && false;
            case Table: return CloseRow();
            case TBody or TFoot or THead: return InTableScope(_tokens.Tag) && CloseRow();
            case Body or Caption or Col or ColGroup or HtmlTag.Html or Td or Th: return false;
            default: return EndTagInTable();
        }
    }

    bool CloseRow()
    {
        if (!InTableScope(Tr)) return false;
        ClearTo(Tr, Other, Other);
        Pop();
        _mode = InsertionMode.InTableBody;
        return true;
    }

    bool StartTagInCell() => _tokens.Tag switch
    {
        Caption or Col or ColGroup or TBody or Td or TFoot or Th or THead or Tr => CloseCell(),
        _ => StartTagInBody(),
    };

    bool EndTagInCell()
    {
        switch (_tokens.Tag)
        {
            case Td or Th:
                if (!InTableScope(_tokens.Tag)) return false;
                CloseTo(_tokens.Tag);
                ClearToMarker();
                _mode = InsertionMode.InRow;
                return false;
            case Body or Caption or Col or ColGroup or HtmlTag.Html: return false;
            case Table or TBody or TFoot or THead or Tr: return InTableScope(_tokens.Tag) && CloseCell();
            default: return EndTagInBody();
        }
    }

    /// <summary>Closes the open cell; false if there is none.</summary>
    bool CloseCell()
    {
        var tag = InTableScope(Td) ? Td : InTableScope(Th) ? Th : Other;
        if (tag == Other) return false;
        CloseImplied();
        while (_depth > 1 && Tag(Current) is not (Td or Th)) Pop();
        Pop();
        ClearToMarker();
        _mode = InsertionMode.InRow;
        return true;
    }

    /// <summary>Pops what stands above the part of the table that rows, cells or bodies are put in.</summary>
    void ClearTo(HtmlTag tag, HtmlTag tag2, HtmlTag tag3)
    {
        while (_depth > 1 && Tag(Current) is var open && open is not (HtmlTag.Html or Template) && (open == Other || (open != tag && open != tag2 && open != tag3))) Pop();
    }
}
