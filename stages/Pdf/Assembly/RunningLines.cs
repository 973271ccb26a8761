using Curation.Stages.Pdf.Layout;

namespace Curation.Stages.Pdf.Assembly;

/// <summary>
/// Finds headers, footers and page numbers: lines at a page's upper or lower end that come again on pages near by (numbers aside), or that
/// count the pages.
/// </summary>
internal static class RunningLines
{
    /// <summary>Share of the page's height, at each end, in which such lines are looked for.</summary>
    const float Margin = .16f;

    /// <summary>Lines at each end that are looked at.</summary>
    const int Depth = 3;

    /// <summary>Longest line, in characters, that may differ in its numbers: lists and forms have such lines, too.</summary>
    const int LongestCounted = 60;

    /// <summary>Pages before and after that a line is compared with: headers alternate and change with chapters.</summary>
    const int Reach = 6;

    /// <summary>The running lines of a document's pages, by reference.</summary>
    public static HashSet<PageLine> Find(IReadOnlyList<PageContent> pages)
    {
        var running = new HashSet<PageLine>(ReferenceEqualityComparer.Instance);
        foreach (var isTop in (ReadOnlySpan<bool>)[true, false])
        {
            var edges = pages.Select(p => EdgeLine.Of(p, isTop, Margin, Depth)).ToArray();
            Repeated(edges, running);
            Counting(edges, running);
            Alike(edges, running);
            Alone(pages, edges, running, isTop);
        }
        return running;
    }

    /// <summary>The same words at the same height on pages near by.</summary>
    static void Repeated(EdgeLine[][] edges, HashSet<PageLine> running)
    {
        for (var page = 0; page < edges.Length; page++)
            foreach (var line in edges[page])
            {
                if (running.Contains(line.Line)) continue;
                List<PageLine> same = [line.Line];
                var isEqual = true;
                for (var other = Math.Max(0, page - Reach); other <= Math.Min(edges.Length - 1, page + Reach); other++)
                {
                    if (other == page) continue;
                    foreach (var candidate in edges[other])
                        if (candidate.Key == line.Key && Math.Abs(candidate.Offset - line.Offset) < 4 && (line.Line.Text.Length <= LongestCounted || candidate.Line.Text == line.Line.Text))
                        {
                            isEqual &= candidate.Line.Text == line.Line.Text;
                            same.Add(candidate.Line);
                            break;
                        }
                }
                if (same.Count >= (edges.Length <= 3 && isEqual ? 2 : 3)) running.UnionWith(same);
            }
    }

    /// <summary>A number at an end of the line that grows with the pages.</summary>
    static void Counting(EdgeLine[][] edges, HashSet<PageLine> running)
    {
        var offsets = new Dictionary<int, int>();
        foreach (var (line, page) in edges.SelectMany((e, p) => e.Select(l => (l, p))))
            foreach (var number in line.Numbers)
                offsets[number - page] = offsets.GetValueOrDefault(number - page) + 1;
        if (offsets.Count == 0) return;
        var most = offsets.Values.Max();
        if (most < 3 || most < edges.Length * .3) return;
        var offset = offsets.Where(o => o.Value == most).Min(o => o.Key);
        for (var page = 0; page < edges.Length; page++)
            foreach (var line in edges[page])
                if (line.Numbers.Contains(page + offset)) running.Add(line.Line);
    }

    /// <summary>Where most pages have a running line, a line of that size at that height is one, too.</summary>
    static void Alike(EdgeLine[][] edges, HashSet<PageLine> running)
    {
        var places = edges.SelectMany(e => e).GroupBy(l => l.Place).ToArray();
        foreach (var place in places)
        {
            var known = place.Count(l => running.Contains(l.Line));
            if (known >= 4 && known >= place.Count() * .6)
                foreach (var line in place) running.Add(line.Line);
        }
    }

    /// <summary>A number by itself at the very end of a page.</summary>
    static void Alone(IReadOnlyList<PageContent> pages, EdgeLine[][] edges, HashSet<PageLine> running, bool isTop)
    {
        for (var page = 0; page < edges.Length; page++)
        {
            if (edges[page] is not [var outer, ..] || outer.Key is not ("#" or "-#-" or "–#–" or "page#" or "#/#")) continue;
            var next = pages[page].Lines.Where(l => (l.Traits & LineTraits.Turned) == 0 && !ReferenceEquals(l, outer.Line))
                .Select(l => isTop ? outer.Line.Y - l.Y : l.Y - outer.Line.Y).DefaultIfEmpty(float.MaxValue).Min();
            if (next > 1.6f * outer.Line.Size && outer.Line.Text.Length <= 12) running.Add(outer.Line);
        }
    }
}
