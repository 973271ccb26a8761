namespace Curation.Stages.Markup.Html;

/// <summary>The list of active formatting elements, which are opened again after blocks that cut them, and the adoption agency algorithm.</summary>
ref partial struct HtmlTreeBuilder
{
    const int MaxFormatting = 128;
    const int Marker = -1;

    void AddMarker()
    {
        if (_formattings == MaxFormatting) RemoveFormattingAt(0);
        _formatting[_formattings++] = Marker;
    }

    void ClearToMarker()
    {
        while (_formattings > 0 && _formatting[--_formattings] != Marker) { }
    }

    void PushFormatting(int node)
    {
        // The standard keeps three of the same at most.
        var (same, first) = (0, 0);
        for (var i = _formattings - 1; i >= 0 && _formatting[i] != Marker; i--)
        {
            if (!IsSame(_formatting[i], node)) continue;
            (same, first) = (same + 1, i);
        }
        if (same >= 3) RemoveFormattingAt(first);
        else if (_formattings == MaxFormatting) RemoveFormattingAt(0);
        _formatting[_formattings++] = node;
    }

    readonly bool IsSame(int a, int b)
    {
        if (_tree[a].Tag != _tree[b].Tag || _tree[a].Attributes != _tree[b].Attributes) return false;
        var left = _tree.Attributes(a);
        var right = _tree.Attributes(b);
        for (var i = 0; i < left.Length; i++)
        {
            if (!_page.Slice(left[i].NameStart, left[i].NameLength).SequenceEqual(_page.Slice(right[i].NameStart, right[i].NameLength))) return false;
            if (!_page.Slice(left[i].ValueStart, left[i].ValueLength).SequenceEqual(_page.Slice(right[i].ValueStart, right[i].ValueLength))) return false;
        }
        return true;
    }

    readonly int LastFormatting(HtmlTag tag)
    {
        for (var i = _formattings - 1; i >= 0 && _formatting[i] != Marker; i--)
            if (_tree[_formatting[i]].Tag == tag) return i;
        return -1;
    }

    readonly int EntryOf(int node) => _formatting.AsSpan(0, _formattings).LastIndexOf(node);

    void RemoveFormatting(int node)
    {
        var at = EntryOf(node);
        if (at >= 0) RemoveFormattingAt(at);
    }

    void RemoveFormattingAt(int index)
    {
        _formattings--;
        Array.Copy(_formatting, index + 1, _formatting, index, _formattings - index);
    }

    /// <summary>Opens again the formatting elements that ended without an end tag.</summary>
    void Reconstruct()
    {
        if (_formattings == 0 || IsClosedOff(_formattings - 1)) return;
        var first = _formattings - 1;
        while (first > 0 && !IsClosedOff(first - 1)) first--;
        for (var i = first; i < _formattings && _depth < _limits.Depth && MayCopy; i++)
        {
            var copy = Copy(_formatting[i]);
            Put(copy);
            Push(copy);
            _formatting[i] = copy;
        }
    }

    /// <summary>Whether copies are still in proportion to the page; formatting is lost after that, text is not.</summary>
    readonly bool MayCopy => _tree.Count < (_page.Length / 2) + 1000;

    readonly bool IsClosedOff(int entry) => _formatting[entry] == Marker || (_tree[_formatting[entry]].Flags & HtmlNodeFlags.Open) != 0;

    int Copy(int node)
    {
        var copy = _tree[node];
        (copy.Parent, copy.FirstChild, copy.LastChild, copy.Previous, copy.Next) = (0, 0, 0, 0, 0);
        copy.Flags &= ~HtmlNodeFlags.Open;
        return _tree.Add(copy);
    }

    /// <summary>The adoption agency algorithm for an end tag of a formatting element.</summary>
    void Adopt(HtmlTag tag)
    {
        if (Tag(Current) == tag && EntryOf(Current) < 0)
        {
            Pop();
            return;
        }
        for (var outer = 0; outer < 8; outer++)
        {
            var entry = LastFormatting(tag);
            if (entry < 0)
            {
                if (_tokens.Tag == tag) EndOther();
                return;
            }
            var formatting = _formatting[entry];
            if ((_tree[formatting].Flags & HtmlNodeFlags.Open) == 0)
            {
                RemoveFormattingAt(entry);
                return;
            }
            var at = IndexOf(formatting);
            if (!IsInScope(at)) return;
            var block = at + 1;
            while (block < _depth && (Traits(_open[block]) & HtmlTagTraits.Special) == 0) block++;
            if (block == _depth)
            {
                PopToDepth(at);
                RemoveFormattingAt(entry);
                return;
            }
            AdoptBlock(formatting, entry, at, block);
        }
    }

    /// <summary>Moves the furthest block out of the formatting element, and what it held into a copy of that.</summary>
    void AdoptBlock(int formatting, int entry, int at, int block)
    {
        var (ancestor, furthest) = (_open[at - 1], _open[block]);
        var (bookmark, last, index) = (entry, furthest, block);
        for (var inner = 1; ; inner++)
        {
            index--;
            var node = _open[index];
            if (node == formatting) break;
            var listed = EntryOf(node);
            if (inner > 3 && listed >= 0)
            {
                RemoveFormattingAt(listed);
                if (listed < bookmark) bookmark--;
                listed = -1;
            }
            if (listed < 0)
            {
                RemoveAt(index);
                continue;
            }
            var copy = Copy(node);
            _formatting[listed] = copy;
            Replace(index, copy);
            if (last == furthest) bookmark = listed + 1;
            _tree.Detach(last);
            _tree.Append(copy, last);
            last = copy;
        }
        _tree.Detach(last);
        var (parent, before) = PlaceOver(ancestor);
        Put(parent, before, last);
        var adopted = Copy(formatting);
        _tree.MoveChildren(furthest, adopted);
        _tree.Append(furthest, adopted);
        MoveEntry(formatting, adopted, bookmark);
        RemoveAt(IndexOf(formatting));
        InsertAt(IndexOf(furthest) + 1, adopted);
    }

    /// <summary>The place below the common ancestor, which fosters as if it were the target.</summary>
    (int Parent, int Before) PlaceOver(int ancestor)
    {
        var fosters = _fosters;
        _fosters = true;
        var place = Place(ancestor);
        _fosters = fosters;
        return place;
    }

    readonly void MoveEntry(int from, int to, int bookmark)
    {
        var entry = EntryOf(from);
        if (bookmark > entry) bookmark--;
        if (entry < bookmark) Array.Copy(_formatting, entry + 1, _formatting, entry, bookmark - entry);
        else if (bookmark < entry) Array.Copy(_formatting, bookmark, _formatting, bookmark + 1, entry - bookmark);
        _formatting[bookmark] = to;
    }

    void Replace(int index, int node)
    {
        _tree[_open[index]].Flags &= ~HtmlNodeFlags.Open;
        _tree[node].Flags |= HtmlNodeFlags.Open;
        _open[index] = node;
    }

    readonly bool IsInScope(int index)
    {
        for (var i = _depth - 1; i > index; i--)
            if ((Traits(_open[i]) & HtmlTagTraits.Scope) != 0) return false;
        return true;
    }
}
