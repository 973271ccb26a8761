using static Curation.Stages.Markup.Html.HtmlTag;

namespace Curation.Stages.Markup.Html;

/// <summary>Where nodes go: into the current element, or before a table that may not hold them.</summary>
ref partial struct HtmlTreeBuilder
{
    void Put(int node)
    {
        var (parent, before) = Place();
        Put(parent, before, node);
    }

    readonly void Put(int parent, int before, int node)
    {
        if (before == 0) _tree.Append(parent, node);
        else _tree.InsertBefore(before, node);
    }

    readonly (int Parent, int Before) Place() => _depth == 0 ? (0, 0) : Place(Current);

    /// <summary>The standard's "appropriate place for inserting a node": parent, and the node to stand before (0: at the end).</summary>
    readonly (int Parent, int Before) Place(int target)
    {
        if (!_fosters || Tag(target) is not (Table or TBody or TFoot or THead or Tr)) return (target, 0);
        var (table, template) = (-1, -1);
        for (var i = _depth - 1; i >= 0 && table < 0 && template < 0; i--)
        {
            if (Tag(_open[i]) == Table) table = i;
            else if (Tag(_open[i]) == Template) template = i;
        }
        if (template >= 0) return (_open[template], 0);
        if (table < 0) return (_open[0], 0);
        var parent = _tree[_open[table]].Parent;
        return parent != 0 ? (parent, _open[table]) : (_open[table - 1], 0);
    }
}
