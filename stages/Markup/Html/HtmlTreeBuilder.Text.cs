using static Curation.Stages.Markup.Html.HtmlTag;

namespace Curation.Stages.Markup.Html;

/// <summary>Where text goes.</summary>
ref partial struct HtmlTreeBuilder
{
    void Text(int start, int length, HtmlNodeKind kind)
    {
        if (_depth > 0 && IsForeign(Current) && !TakesHtmlText(Current))
        {
            if (!IsSpace(start, length)) _allowsFrameSet = false;
            InsertText(start, length, kind);
            return;
        }
        while (length > 0)
        {
            switch (_mode)
            {
                case InsertionMode.Initial or InsertionMode.BeforeHtml or InsertionMode.BeforeHead:
                    SkipSpace(ref start, ref length);
                    if (length > 0) Imply();
                    continue;
                case InsertionMode.InHead or InsertionMode.InHeadNoScript or InsertionMode.AfterHead:
                    InsertSpace(ref start, ref length);
                    if (length > 0) Imply();
                    continue;
                case InsertionMode.InTable or InsertionMode.InTableBody or InsertionMode.InRow:
                    if (Tag(Current) is Table or TBody or TFoot or THead or Tr or Template)
                    {
                        TextInTable(start, length, kind);
                        return;
                    }
                    TextInBody(start, length, kind);
                    return;
                case InsertionMode.InColumnGroup:
                    InsertSpace(ref start, ref length);
                    if (length == 0 || Tag(Current) != ColGroup) return;
                    Pop();
                    _mode = InsertionMode.InTable;
                    continue;
                case InsertionMode.AfterBody or InsertionMode.AfterAfterBody:
                    if (IsSpace(start, length))
                    {
                        TextInBody(start, length, kind);
                        return;
                    }
                    _mode = InsertionMode.InBody;
                    continue;
                case InsertionMode.InSelect or InsertionMode.InSelectInTable:
                    InsertText(start, length, kind);
                    return;
                case InsertionMode.InFrameSet or InsertionMode.AfterFrameSet or InsertionMode.AfterAfterFrameSet:
                    InsertSpace(ref start, ref length);
                    if (length == 0) return;
                    (start, length) = (start + 1, length - 1);
                    continue;
                default:
                    TextInBody(start, length, kind);
                    return;
            }
        }
    }

    void TextInBody(int start, int length, HtmlNodeKind kind)
    {
        Reconstruct();
        InsertText(start, length, kind);
        if (_allowsFrameSet && !IsSpace(start, length)) _allowsFrameSet = false;
    }

    void TextInTable(int start, int length, HtmlNodeKind kind)
    {
        if (IsSpace(start, length))
        {
            InsertText(start, length, kind);
            return;
        }
        _fosters = true;
        TextInBody(start, length, kind);
        _fosters = false;
    }

    void InsertText(int start, int length, HtmlNodeKind kind)
    {
        var (parent, before) = Place();
        var previous = before == 0 ? _tree[parent].LastChild : _tree[before].Previous;
        if (previous != 0)
        {
            ref var text = ref _tree[previous];
            if (text.Kind == kind && text.Start + text.Length == start)
            {
                text.Length += length;
                return;
            }
        }
        Put(parent, before, _tree.Add(new HtmlNode { Kind = kind, Start = start, Length = length }));
    }

    void InsertSpace(ref int start, ref int length)
    {
        var from = start;
        SkipSpace(ref start, ref length);
        if (start > from) InsertText(from, start - from, HtmlNodeKind.Text);
    }

    readonly void SkipSpace(ref int start, ref int length)
    {
        var skipped = _page.Slice(start, length).IndexOfAnyExcept(" \t\n\r\f"u8);
        if (skipped < 0) skipped = length;
        start += skipped;
        length -= skipped;
    }

    readonly bool IsSpace(int start, int length) => !_page.Slice(start, length).ContainsAnyExcept(" \t\n\r\f"u8);
}
