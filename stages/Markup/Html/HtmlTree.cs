namespace Curation.Stages.Markup.Html;

/// <summary>
/// A page as a tree in two arrays, of nodes and of attributes, with text and values as ranges of the page's bytes. Made to be used again:
/// parsing another page into it allocates only if that page is larger.
/// </summary>
sealed class HtmlTree
{
    const int Kept = 1 << 18;

    HtmlNode[] _nodes = new HtmlNode[1024];
    HtmlAttribute[] _attributes = new HtmlAttribute[1024];

    /// <summary>Number of nodes; node 0 is the document.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>Number of attributes.</summary>
    public int AttributeCount { get; private set; }

    /// <summary>The element <c>html</c>, 0 before it is there.</summary>
    public int Root { get; set; }

    /// <summary>The element <c>head</c>, 0 if there is none.</summary>
    public int Head { get; set; }

    /// <summary>The element <c>body</c> or <c>frameset</c>, 0 if there is none.</summary>
    public int Body { get; set; }

    /// <summary>Whether the page had more nodes than the limit, so that the rest of it is not in the tree.</summary>
    public bool IsCut { get; set; }

    /// <summary>The node with an index. Adding nodes may move it.</summary>
    public ref HtmlNode this[int index] => ref _nodes[index];

    /// <summary>The attributes of an element, in order; of equal names the first counts.</summary>
    public ReadOnlySpan<HtmlAttribute> Attributes(int node) => _attributes.AsSpan(_nodes[node].FirstAttribute, _nodes[node].Attributes);

    /// <summary>The attribute with an index.</summary>
    public ref readonly HtmlAttribute Attribute(int index) => ref _attributes[index];

    /// <summary>Finds an attribute of an element.</summary>
    public bool TryGet(int node, HtmlAttributeName name, out HtmlAttribute attribute)
    {
        foreach (ref readonly var candidate in Attributes(node))
        {
            if (candidate.Name != name) continue;
            attribute = candidate;
            return true;
        }
        attribute = default;
        return false;
    }

    /// <summary>Empties the tree; gives back what a very large page took.</summary>
    public void Clear()
    {
        if (_nodes.Length > Kept) _nodes = new HtmlNode[1024];
        if (_attributes.Length > Kept) _attributes = new HtmlAttribute[1024];
        _nodes[0] = default;
        (Count, AttributeCount, Root, Head, Body, IsCut) = (1, 0, 0, 0, 0, false);
    }

    /// <summary>Adds a node that is not yet in the tree.</summary>
    public int Add(in HtmlNode node)
    {
        if (Count == _nodes.Length) Array.Resize(ref _nodes, Count * 2);
        _nodes[Count] = node;
        return Count++;
    }

    /// <summary>Adds an attribute; those of an element are added one after the other.</summary>
    public void Add(in HtmlAttribute attribute)
    {
        if (AttributeCount == _attributes.Length) Array.Resize(ref _attributes, AttributeCount * 2);
        _attributes[AttributeCount++] = attribute;
    }

    /// <summary>Forgets the attributes from <paramref name="count"/> on: those of a tag that makes no element.</summary>
    public void CutAttributes(int count) => AttributeCount = count;

    /// <summary>Puts a node behind the last child of <paramref name="parent"/>.</summary>
    public void Append(int parent, int node)
    {
        ref var child = ref _nodes[node];
        ref var above = ref _nodes[parent];
        (child.Parent, child.Previous, child.Next) = (parent, above.LastChild, 0);
        if (above.LastChild != 0) _nodes[above.LastChild].Next = node;
        else above.FirstChild = node;
        above.LastChild = node;
    }

    /// <summary>Puts a node before <paramref name="sibling"/>.</summary>
    public void InsertBefore(int sibling, int node)
    {
        ref var child = ref _nodes[node];
        ref var after = ref _nodes[sibling];
        (child.Parent, child.Previous, child.Next) = (after.Parent, after.Previous, sibling);
        if (after.Previous != 0) _nodes[after.Previous].Next = node;
        else _nodes[after.Parent].FirstChild = node;
        after.Previous = node;
    }

    /// <summary>Takes a node, with what is in it, out of its parent.</summary>
    public void Detach(int node)
    {
        ref var child = ref _nodes[node];
        if (child is { Parent: 0, Previous: 0, Next: 0 } && _nodes[0].FirstChild != node) return;
        if (child.Previous != 0) _nodes[child.Previous].Next = child.Next;
        else _nodes[child.Parent].FirstChild = child.Next;
        if (child.Next != 0) _nodes[child.Next].Previous = child.Previous;
        else _nodes[child.Parent].LastChild = child.Previous;
        (child.Parent, child.Previous, child.Next) = (0, 0, 0);
    }

    /// <summary>Moves all children of <paramref name="from"/> behind those of <paramref name="to"/>.</summary>
    public void MoveChildren(int from, int to)
    {
        for (var child = _nodes[from].FirstChild; child != 0; child = _nodes[from].FirstChild)
        {
            Detach(child);
            Append(to, child);
        }
    }
}
