using System.Runtime.CompilerServices;
using System.Text;
using static Curation.Stages.Markup.Html.HtmlTag;

namespace Curation.Stages.Markup.Html;

/// <summary>The stack of open elements, and the making of elements.</summary>
ref partial struct HtmlTreeBuilder
{
    /// <summary>The tag of an element of HTML; <see cref="Other"/> for those of SVG and MathML.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly HtmlTag Tag(int node)
    {
        ref var element = ref _tree[node];
        return (element.Flags & HtmlNodeFlags.Foreign) == 0 ? element.Tag : Other;
    }

    readonly HtmlTagTraits Traits(int node)
    {
        ref var element = ref _tree[node];
        if ((element.Flags & HtmlNodeFlags.Foreign) == 0) return HtmlTags.Traits(element.Tag);
        var bounds = (element.Flags & HtmlNodeFlags.Svg) != 0
            ? element.Tag is ForeignObject or Desc or Title
            : element.Tag is Mi or Mo or Mn or Ms or MText or AnnotationXml;
        return bounds ? HtmlTagTraits.Scope | HtmlTagTraits.Special : HtmlTagTraits.None;
    }

    /// <summary>Makes the token's element, puts it in its place and opens it.</summary>
    int Insert(HtmlNodeFlags flags = HtmlNodeFlags.None)
    {
        var node = InsertClosed(flags);
        Push(node);
        return node;
    }

    /// <summary>Makes the token's element and puts it in its place; it takes no content.</summary>
    int InsertClosed(HtmlNodeFlags flags = HtmlNodeFlags.None)
    {
        var node = _tree.Add(new HtmlNode
        {
            Kind = HtmlNodeKind.Element,
            Tag = _tokens.Tag,
            Start = _tokens.Start,
            Length = _tokens.Length,
            FirstAttribute = _tokens.FirstAttribute,
            Attributes = _tokens.Attributes,
            Flags = flags,
        });
        Put(node);
        return node;
    }

    int InsertImplied(HtmlTag tag)
    {
        var node = _tree.Add(new HtmlNode { Kind = HtmlNodeKind.Element, Tag = tag, Flags = HtmlNodeFlags.Implied });
        Put(node);
        Push(node);
        return node;
    }

    /// <summary>Makes the token's element with the text up to its end tag.</summary>
    void InsertWithRawText(HtmlNodeKind kind)
    {
        var node = InsertClosed();
        var tag = _tokens.Tag;
        var name = _page.Slice(_tokens.Start, _tokens.Length);
        if (tag == TextArea) _tokens.SkipLineFeed();
        _tokens.ReadRawText(tag, name);
        if (_tokens.Length > 0) _tree.Append(node, _tree.Add(new HtmlNode { Kind = kind, Start = _tokens.Start, Length = _tokens.Length }));
    }

    /// <summary>Too deep to be opened: the element stands empty before what is in it.</summary>
    void InsertFlat()
    {
        var tag = _tokens.Tag;
        if (tag.Has(HtmlTagTraits.RawText | HtmlTagTraits.RawTextWithReferences))
        {
            InsertWithRawText(tag.Has(HtmlTagTraits.RawText) ? HtmlNodeKind.RawText : HtmlNodeKind.Text);
            return;
        }
        InsertClosed();
        if (!tag.Has(HtmlTagTraits.Void | HtmlTagTraits.OptionalEnd | HtmlTagTraits.Formatting) && !_tokens.IsSelfClosing) _flattened++;
    }

    void Push(int node)
    {
        if (_depth == _open.Length) Array.Resize(ref _open, _depth * 2);
        _open[_depth++] = node;
        _tree[node].Flags |= HtmlNodeFlags.Open;
        _openOfTag[(int)Tag(node)]++;
    }

    void Pop() => RemoveAt(_depth - 1);

    void RemoveAt(int index)
    {
        var node = _open[index];
        _tree[node].Flags &= ~HtmlNodeFlags.Open;
        _openOfTag[(int)Tag(node)]--;
        _depth--;
        if (index < _depth) Array.Copy(_open, index + 1, _open, index, _depth - index);
    }

    void InsertAt(int index, int node)
    {
        Push(node);
        for (var i = _depth - 1; i > index; i--) _open[i] = _open[i - 1];
        _open[index] = node;
    }

    readonly int IndexOf(int node) => _open.AsSpan(0, _depth).LastIndexOf(node);

    /// <summary>Pops elements up to and with the last one of a tag.</summary>
    void PopUntil(HtmlTag tag)
    {
        while (_depth > 1)
        {
            var found = Tag(Current) == tag;
            Pop();
            if (found) return;
        }
    }

    void PopToDepth(int depth)
    {
        while (_depth > depth) Pop();
    }

    /// <summary>The standard's "has an element in scope"; <paramref name="bound"/> names a further bound.</summary>
    readonly bool InScope(HtmlTag tag, HtmlTag bound = Other, HtmlTag bound2 = Other)
    {
        if (_openOfTag[(int)tag] == 0) return false;
        for (var i = _depth - 1; i >= 0; i--)
        {
            var open = Tag(_open[i]);
            if (open == tag) return true;
            if ((Traits(_open[i]) & HtmlTagTraits.Scope) != 0 || (open != Other && (open == bound || open == bound2))) return false;
        }
        return false;
    }

    readonly bool InButtonScope(HtmlTag tag) => InScope(tag, Button);

    readonly bool InTableScope(HtmlTag tag)
    {
        if (_openOfTag[(int)tag] == 0) return false;
        for (var i = _depth - 1; i >= 0; i--)
        {
            var open = Tag(_open[i]);
            if (open == tag) return true;
            if (open is HtmlTag.Html or Table or Template) return false;
        }
        return false;
    }

    /// <summary>Closes elements whose end tags may be left out.</summary>
    void CloseImplied(HtmlTag except = Other)
    {
        while (Tag(Current) is var tag && tag.Has(HtmlTagTraits.ImpliedEnd) && tag != except) Pop();
    }

    void CloseParagraph()
    {
        if (!InButtonScope(P)) return;
        CloseImplied(P);
        PopUntil(P);
    }

    /// <summary>Whether two elements have the same name.</summary>
    readonly bool IsNamed(int node, HtmlTag tag, int start, int length)
    {
        ref var element = ref _tree[node];
        return element.Tag == tag && (tag != Other || Ascii.EqualsIgnoreCase(_page.Slice(element.Start, element.Length), _page.Slice(start, length)));
    }
}
