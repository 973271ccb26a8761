using System.Runtime.CompilerServices;
using static Curation.Stages.Markup.Html.HtmlTag;

namespace Curation.Stages.Markup.Html;

/// <summary>
/// Builds the tree of a page's tokens as the HTML standard's tree construction does (13.2.6), scripting off. It differs where a reader of
/// text gains nothing by it: comments make no nodes; attributes of a second <c>html</c> or <c>body</c> tag count only if the first had none; what nests deeper
/// than the limit is flattened; of more than 128 open formatting elements the oldest are forgotten.
/// </summary>
ref partial struct HtmlTreeBuilder
{
    readonly ReadOnlySpan<byte> _page;
    readonly HtmlTree _tree;
    readonly HtmlLimits _limits;
    HtmlTokenizer _tokens;
    InsertionMode _mode;
    bool _isQuirky, _fosters, _allowsFrameSet;
    int _form, _flattened;

    // The stack of open elements, how many of each tag are on it, and the list of active formatting elements with markers.
    int[] _open;
    readonly int[] _openOfTag;
    int _depth;
    readonly int[] _formatting;
    int _formattings;
    readonly Stack<InsertionMode> _templateModes;

    HtmlTreeBuilder(ReadOnlySpan<byte> page, HtmlTree tree, HtmlLimits limits)
    {
        _page = page;
        _tokens = new(page, tree);
        (_tree, _limits) = (tree, limits);
        (_open, _openOfTag, _formatting, _templateModes) = (new int[64], new int[HtmlTags.Count], new int[MaxFormatting], []);
        _allowsFrameSet = true;
    }

    /// <summary>Parses UTF-8 bytes into <paramref name="tree"/>, which is cleared before.</summary>
    public static void Parse(ReadOnlySpan<byte> page, HtmlTree tree, HtmlLimits limits, CancellationToken cancellationToken = default)
    {
        tree.Clear();
        new HtmlTreeBuilder(page, tree, limits).Run(cancellationToken);
    }

    void Run(CancellationToken cancellationToken)
    {
        for (var count = 0; _tree.Count < _limits.Nodes; count++)
        {
            if ((count & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            _tokens.AllowsCData = _depth > 0 && IsForeign(Current);
            switch (_tokens.Next())
            {
                case HtmlTokenKind.Text: Text(_tokens.Start, _tokens.Length, HtmlNodeKind.Text); break;
                case HtmlTokenKind.RawText: Text(_tokens.Start, _tokens.Length, HtmlNodeKind.RawText); break;
                case HtmlTokenKind.StartTag: StartTag(); break;
                case HtmlTokenKind.EndTag: EndTag(); break;
                case HtmlTokenKind.DocType:
                    if (_mode != InsertionMode.Initial) break;
                    _isQuirky = QuirksMode.Is(_page.Slice(_tokens.Start, _tokens.Length));
                    _mode = InsertionMode.BeforeHtml;
                    break;
                default:
                    Finish();
                    return;
            }
        }
        _tree.IsCut = true;
        Finish();
    }

    /// <summary>Every page has html, head and body.</summary>
    void Finish()
    {
        while (_openOfTag[(int)Template] > 0) EndTemplate();
        while (_mode < InsertionMode.InBody) Imply();
    }

    void StartTag()
    {
        if (_depth > 0 && IsForeign(Current) && !TakesHtmlStartTag(Current))
        {
            if (ForeignStartTag()) return;
        }
        if (_depth >= _limits.Depth)
        {
            InsertFlat();
            return;
        }
        while (StartTagIn(_mode)) { }
    }

    void EndTag()
    {
        if (_flattened > 0 && !_tokens.Tag.Has(HtmlTagTraits.OptionalEnd | HtmlTagTraits.Void | HtmlTagTraits.Formatting))
        {
            _flattened--;
            return;
        }
        if (_depth > 0 && IsForeign(Current) && ForeignEndTag()) return;
        while (EndTagIn(_mode)) { }
    }

    /// <summary>True if the token has to be looked at again in the new mode.</summary>
    bool StartTagIn(InsertionMode mode)
    {
        switch (mode)
        {
            case InsertionMode.Initial:
                _isQuirky = true;
                _mode = InsertionMode.BeforeHtml;
                return true;
            case InsertionMode.BeforeHtml:
                if (_tokens.Tag != HtmlTag.Html) return Imply();
                _tree.Root = Insert();
                _mode = InsertionMode.BeforeHead;
                return false;
            case InsertionMode.BeforeHead:
                if (_tokens.Tag == HtmlTag.Html) return StartTagInBody();
                if (_tokens.Tag != Head) return Imply();
                _tree.Head = Insert();
                _mode = InsertionMode.InHead;
                return false;
            case InsertionMode.InHead: return StartTagInHead();
            case InsertionMode.InHeadNoScript: return StartTagInHeadNoScript();
            case InsertionMode.AfterHead: return StartTagAfterHead();
            case InsertionMode.InBody: return StartTagInBody();
            case InsertionMode.InTable: return StartTagInTable();
            case InsertionMode.InCaption: return StartTagInCaption();
            case InsertionMode.InColumnGroup: return StartTagInColumnGroup();
            case InsertionMode.InTableBody: return StartTagInTableBody();
            case InsertionMode.InRow: return StartTagInRow();
            case InsertionMode.InCell: return StartTagInCell();
            case InsertionMode.InSelect: return StartTagInSelect();
            case InsertionMode.InSelectInTable: return StartTagInSelectInTable();
            case InsertionMode.InTemplate: return StartTagInTemplate();
            case InsertionMode.AfterBody or InsertionMode.AfterAfterBody:
                if (_tokens.Tag == HtmlTag.Html) return StartTagInBody();
                _mode = InsertionMode.InBody;
                return true;
            default: return StartTagInFrameSet();
        }
    }

    /// <summary>True if the token has to be looked at again in the new mode.</summary>
    bool EndTagIn(InsertionMode mode)
    {
        switch (mode)
        {
            case InsertionMode.Initial:
                _isQuirky = true;
                _mode = InsertionMode.BeforeHtml;
                return true;
            case InsertionMode.BeforeHtml or InsertionMode.BeforeHead:
                return _tokens.Tag is Head or Body or HtmlTag.Html or Br && Imply();
            case InsertionMode.InHead: return EndTagInHead();
            case InsertionMode.InHeadNoScript:
                if (_tokens.Tag is not (NoScript or Br)) return false;
                Pop();
                _mode = InsertionMode.InHead;
                return _tokens.Tag == Br;
            case InsertionMode.AfterHead:
                if (_tokens.Tag == Template) return EndTagInHead();
                return _tokens.Tag is Body or HtmlTag.Html or Br && Imply();
            case InsertionMode.InBody: return EndTagInBody();
            case InsertionMode.InTable: return EndTagInTable();
            case InsertionMode.InCaption: return EndTagInCaption();
            case InsertionMode.InColumnGroup: return EndTagInColumnGroup();
            case InsertionMode.InTableBody: return EndTagInTableBody();
            case InsertionMode.InRow: return EndTagInRow();
            case InsertionMode.InCell: return EndTagInCell();
            case InsertionMode.InSelect: return EndTagInSelect();
            case InsertionMode.InSelectInTable: return EndTagInSelectInTable();
            case InsertionMode.InTemplate: return _tokens.Tag == Template && EndTagInHead();
            case InsertionMode.AfterBody:
                _mode = _tokens.Tag == HtmlTag.Html ? InsertionMode.AfterAfterBody : InsertionMode.InBody;
                return _tokens.Tag != HtmlTag.Html;
            case InsertionMode.AfterAfterBody:
                _mode = InsertionMode.InBody;
                return true;
            default: return EndTagInFrameSet();
        }
    }

    /// <summary>Makes the element that the mode waits for without its tag, and goes to the next mode. Always true.</summary>
    bool Imply()
    {
        switch (_mode)
        {
            case InsertionMode.Initial: (_isQuirky, _mode) = (true, InsertionMode.BeforeHtml); break;
            case InsertionMode.BeforeHtml: (_tree.Root, _mode) = (InsertImplied(HtmlTag.Html), InsertionMode.BeforeHead); break;
            case InsertionMode.BeforeHead: (_tree.Head, _mode) = (InsertImplied(Head), InsertionMode.InHead); break;
            case InsertionMode.InHead: Pop(); _mode = InsertionMode.AfterHead; break;
            case InsertionMode.InHeadNoScript: Pop(); _mode = InsertionMode.InHead; break;
            default: (_tree.Body, _mode) = (InsertImplied(Body), InsertionMode.InBody); break;
        }
        return true;
    }

    readonly int Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _open[_depth - 1];
    }
}
