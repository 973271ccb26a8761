using Curation.Stages.Markup.Html;
using static Curation.Stages.Markup.Html.HtmlTag;

namespace Curation.Stages.Extraction.Html;

/// <summary>Walks a page's tree and cuts its text into blocks. It keeps a frame a level and never calls itself.</summary>
ref struct BlockReader
{
    readonly ReadOnlySpan<byte> _page;
    readonly HtmlTree _tree;
    readonly PageBlocks _blocks;
    Frame[] _frames;
    readonly bool _marks;
    int _depth, _start, _linked, _rows, _marker;
    HtmlBlock _block;
    bool _open;

    BlockReader(ReadOnlySpan<byte> page, HtmlTree tree, PageBlocks blocks, bool marks)
    {
        _page = page;
        (_tree, _blocks, _marks, _frames, _marker) = (tree, blocks, marks, new Frame[64], -1);
    }

    /// <summary>Cuts the body of a page into <paramref name="blocks"/>, which is emptied before.</summary>
    /// <param name="page">The page in UTF-8.</param>
    /// <param name="tree">Its tree.</param>
    /// <param name="blocks">Takes the blocks.</param>
    /// <param name="marks">Whether emphasis and code within text are marked.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static void Read(ReadOnlySpan<byte> page, HtmlTree tree, PageBlocks blocks, bool marks, CancellationToken cancellationToken)
    {
        blocks.Clear();
        if (tree.Body == 0) return;
        new BlockReader(page, tree, blocks, marks).Run(cancellationToken);
        ContainerTotals.Sum(blocks);
    }

    void Run(CancellationToken cancellationToken)
    {
        Enter(_tree.Body);
        var node = _tree[_tree.Body].FirstChild;
        for (var count = 0; node != 0; count++)
        {
            if ((count & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            ref var item = ref _tree[node];
            if (item.Kind != HtmlNodeKind.Element)
            {
                Append(item);
            }
            else if (!IsSkipped(node, item))
            {
                if (item.Tag == Br)
                {
                    Break();
                }
                else if (item.FirstChild != 0)
                {
                    Enter(node);
                    node = item.FirstChild;
                    continue;
                }
                else if (item.Tag == Hr)
                {
                    Close();
                }
            }
            while (node != _tree.Body && _tree[node].Next == 0)
            {
                node = _tree[node].Parent;
                Leave();
            }
            node = node == _tree.Body ? 0 : _tree[node].Next;
        }
        Close();
    }

    /// <summary>Templates are no content, unless they are the inside of a web component.</summary>
    readonly bool IsSkipped(int node, in HtmlNode item) =>
        BlockTags.IsSkipped(item.Tag) || (item.Tag == Template && !IsShadowRoot(node));

    readonly bool IsShadowRoot(int node)
    {
        foreach (ref readonly var attribute in _tree.Attributes(node))
            if (_page.Slice(attribute.NameStart, attribute.NameLength).StartsWith("shadowroot"u8)) return true;
        return false;
    }

    void Enter(int node)
    {
        ref var item = ref _tree[node];
        if (_depth == _frames.Length) Array.Resize(ref _frames, _depth * 2);
        var outer = _depth == 0 ? new Frame { Row = -1 } : _frames[_depth - 1];
        var frame = outer with { IsBlock = BlockTags.IsBlock(item.Tag) && (item.Flags & HtmlNodeFlags.Foreign) == 0, Items = item.Tag == Ol ? 0 : -1, Mark = -1 };
        frame.TakeTag(item.Tag);
        var (names, classes) = frame.TakeAttributes(_page, _tree, node);
        frame.Names |= names;
        if (frame.IsBlock)
        {
            if ((outer.Context & BlockContext.Verbatim) != 0) BreakVerbatim();
            else Close();
            frame.Near = (outer.Own, names);
            frame.Own = names;
            if (item.Tag == Tr) frame.Row = _rows++;
            if (item.Tag == Li) _marker = _depth > 0 && _frames[_depth - 1].Items >= 0 ? ++_frames[_depth - 1].Items : 0;
            frame.Container = _blocks.Add(new BlockContainer { Parent = outer.Container, Depth = _depth, Signature = ContainerTotals.Signature(item.Tag, _page.Slice(classes.ValueStart, classes.ValueLength)) });
        }
        else
        {
            frame.Near = (outer.Near.Outer, outer.Near.Inner | names);
            frame.Own |= names;
            if (_marks && Sign(item.Tag) is { } sign && (frame.Context & BlockContext.Verbatim) == 0) frame.Mark = _blocks.Add(new InlineMark(_blocks.Text.Length, sign));
        }
        _frames[_depth++] = frame;
    }

    void Leave()
    {
        ref var frame = ref _frames[--_depth];
        if (frame.Mark >= 0) EndMark(frame.Mark);
        if (!frame.IsBlock) return;
        if (_depth > 0 && (_frames[_depth - 1].Context & BlockContext.Verbatim) != 0) BreakVerbatim();
        else Close();
    }

    void Append(in HtmlNode item)
    {
        ref var frame = ref _frames[_depth - 1];
        var text = _blocks.Text;
        var before = text.Length;
        if ((frame.Context & BlockContext.Verbatim) != 0) HtmlText.Append(_page, item, text);
        else FoldedText.Append(_page.Slice(item.Start, item.Length), item.Kind == HtmlNodeKind.Text, text);
        if (text.Length == before) return;
        if ((frame.Context & BlockContext.Link) != 0) _linked += text.Length - before;
        if (_open || (text.Length == before + 1 && text.Last == ' ')) return;
        _open = true;
        _block = new()
        {
            Container = frame.Container,
            Row = frame.Kind == BlockKind.Cell ? frame.Row : -1,
            Context = frame.Context,
            Names = frame.Names,
            NearNames = frame.Near.Outer | frame.Near.Inner,
            Kind = frame.Kind,
            Level = frame.Level,
            Marker = frame.Kind == BlockKind.Item ? _marker : -1,
        };
    }

    static string? Sign(HtmlTag tag) => tag switch
    {
        B or Strong => "**",
        I or Em => "*",
        HtmlTag.Code or Kbd or Samp or Tt => "`",
        _ => null,
    };

    /// <summary>Closes emphasis next to what it holds; forgets it if that is nothing or goes beyond the block.</summary>
    readonly void EndMark(int opening)
    {
        if (opening >= _blocks.Marks.Length) return;
        var mark = _blocks.Marks[opening];
        var text = _blocks.Text.Span;
        var (start, end) = (mark.At, text.Length);
        while (start < end && text[start] is (' ' or '\n')) start++;
        while (end > start && text[end - 1] is (' ' or '\n')) end--;
        if (mark.At < _start || start == end)
        {
            _blocks.CutMarks(opening);
            return;
        }
        _blocks.Move(opening, start);
        _blocks.Add(new InlineMark(end, mark.Sign));
    }

    /// <summary>One break is a line within the block, two are a paragraph's end.</summary>
    void Break()
    {
        var text = _blocks.Text;
        if (!_open || text.Last == '\n')
        {
            Close();
            return;
        }
        if (text.Last == ' ') text.Length--;
        text.Append('\n');
    }

    readonly void BreakVerbatim()
    {
        var text = _blocks.Text;
        if (text.Length > _start && text.Last != '\n') text.Append('\n');
    }

    void Close()
    {
        var text = _blocks.Text;
        if (_open)
        {
            var content = text.Span[_start..];
            var trimmed = (_block.Context & BlockContext.Verbatim) != 0 ? content.Trim("\r\n") : content.Trim(" \n");
            if (!trimmed.IsWhiteSpace())
            {
                _block.Start = _start + content.IndexOf(trimmed[0]);
                _block.Length = trimmed.Length;
                _block.Linked = System.Math.Min(_linked, trimmed.Length);
                _blocks.Add(_block);
                text.Length = _block.Start + _block.Length;
                text.Append('\n');
                _start = text.Length;
            }
        }
        text.Length = _start;
        if (_open) _marker = -1;
        (_linked, _open) = (0, false);
    }
}
