using System.Buffers;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>What a bracketed part of wikitext is.</summary>
internal enum NodeKind
{
    /// <summary><c>{{…}}</c></summary>
    Template,

    /// <summary><c>{{{…}}}</c></summary>
    Parameter,

    /// <summary><c>[[…]]</c></summary>
    Link,

    /// <summary>A comment, or an element whose content is no wikitext or is dropped with it.</summary>
    Opaque,
}

/// <summary>A bracketed part of wikitext.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct Node(int Start, int End, NodeKind Kind);

/// <summary>
/// Finds which brackets of a page belong together, in one pass: an unclosed one costs nothing and takes nothing with it.
/// </summary>
internal sealed class Nesting
{
    static readonly SearchValues<char> s_brackets = SearchValues.Create("{}[]<");

    readonly List<Node> _nodes = [];
    readonly List<(int Start, int Count, bool IsLink)> _open = [];
    readonly Opaque _opaque = new();
    int _openBraces;

    /// <summary>Reads a page.</summary>
    public void Read(string text)
    {
        _nodes.Clear();
        _open.Clear();
        _opaque.Reset(text);
        _openBraces = 0;
        for (var at = 0; ;)
        {
            var step = text.AsSpan(at).IndexOfAny(s_brackets);
            if (step < 0) break;
            at += step;
            var kind = text[at];
            if (kind == '<')
            {
                var end = _opaque.End(at);
                if (end > 0) _nodes.Add(new(at, end, NodeKind.Opaque));
                at = Math.Max(at + 1, end);
                continue;
            }
            var run = text.AsSpan(at).IndexOfAnyExcept(kind);
            if (run < 0) run = text.Length - at;
            switch (kind)
            {
                case '{' when run >= 2:
                    _open.Add((at, run, false));
                    _openBraces++;
                    break;
                case '[' when run >= 2:
                    _open.Add((at + run - 2, 2, true));
                    break;
                case '}' when run >= 2 && _openBraces > 0:
                    CloseBraces(at, run);
                    break;
                case ']' when run >= 2 && _open.Count > 0 && _open[^1].IsLink:
                    _nodes.Add(new(_open[^1].Start, at + 2, NodeKind.Link));
                    _open.RemoveAt(_open.Count - 1);
                    run = 2;
                    break;
            }
            at += run;
        }
        _nodes.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
    }

    /// <summary>The outermost node that begins at an offset.</summary>
    public bool TryFind(int start, out Node node)
    {
        var (low, high) = (0, _nodes.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (_nodes[middle].Start < start) low = middle + 1;
            else high = middle - 1;
        }
        node = low < _nodes.Count ? _nodes[low] : default;
        return low < _nodes.Count && node.Start == start;
    }

    void CloseBraces(int at, int run)
    {
        while (run >= 2 && _openBraces > 0)
        {
            // Links that are open inside a template end with it.
            while (_open[^1].IsLink) _open.RemoveAt(_open.Count - 1);
            var (start, count, _) = _open[^1];
            var width = count >= 3 && run >= 3 ? 3 : 2;
            _nodes.Add(new(start + count - width, at + width, width == 3 ? NodeKind.Parameter : NodeKind.Template));
            at += width;
            run -= width;
            _open.RemoveAt(_open.Count - 1);
            if (count - width >= 2) _open.Add((start, count - width, false));
            else _openBraces--;
        }
    }
}
