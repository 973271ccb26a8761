using static Curation.Stages.Markup.Html.HtmlTag;

namespace Curation.Stages.Markup.Html;

/// <summary>Select boxes.</summary>
ref partial struct HtmlTreeBuilder
{
    bool StartTagInSelect()
    {
        switch (_tokens.Tag)
        {
            case HtmlTag.Html: return StartTagInBody();
            case Option:
                if (Tag(Current) == Option) Pop();
                Insert();
                return false;
            case OptGroup or Hr:
                if (Tag(Current) == Option) Pop();
                if (Tag(Current) == OptGroup) Pop();
                if (_tokens.Tag == Hr) InsertClosed();
                else Insert();
                return false;
            case Select: CloseSelect(); return false;
            case Input or KeyGen or TextArea: return CloseSelect();
            case Script or Template: return StartTagInHead();
            default: return false;
        }
    }

    bool EndTagInSelect()
    {
        switch (_tokens.Tag)
        {
            case OptGroup:
                if (Tag(Current) == Option && _depth > 1 && Tag(_open[_depth - 2]) == OptGroup) Pop();
                if (Tag(Current) == OptGroup) Pop();
                return false;
            case Option:
                if (Tag(Current) == Option) Pop();
                return false;
            case Select: CloseSelect(); return false;
            case Template: return EndTagInHead();
            default: return false;
        }
    }

    bool StartTagInSelectInTable() => _tokens.Tag switch
    {
        Caption or Table or TBody or TFoot or THead or Tr or Td or Th => CloseSelect(),
        _ => StartTagInSelect(),
    };

    bool EndTagInSelectInTable() => _tokens.Tag switch
    {
        Caption or Table or TBody or TFoot or THead or Tr or Td or Th => InTableScope(_tokens.Tag) && CloseSelect(),
        _ => EndTagInSelect(),
    };

    /// <summary>Whether a select box was open.</summary>
    bool CloseSelect()
    {
        if (_openOfTag[(int)Select] == 0) return false;
        PopUntil(Select);
        ResetMode();
        return true;
    }
}
