using System.Runtime.InteropServices;
using Curation.Stages.Pdf.Parsing;

namespace Curation.Stages.Pdf.Layout;

/// <summary>
/// From glyphs to lines in reading order. Glyphs make segments, segments make bands of the page, a band is cut into columns where its gutters
/// divide running text; columns are cut again, from left to right (or right to left), and what has no columns is read from top to bottom. Not thread-safe.
/// </summary>
internal sealed class PageLayout
{
    const int MaxDepth = 12;

    /// <summary>Share of the height, at each end, in which headers and footers stand.</summary>
    const float Margin = .16f;

    readonly SegmentBuilder _builder = new();
    readonly List<PageLine> _lines = [];
    int _region;
    float _gutter;
    Interval _margins;

    /// <summary>The lines of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="unwanted">Traits of glyphs to leave out.</param>
    public List<PageLine> Arrange(GlyphPage page, GlyphTraits unwanted)
    {
        _lines.Clear();
        _region = 0;
        foreach (var (glyphs, isTurned) in Frames.Of(page, unwanted))
        {
            var segments = _builder.Build(CollectionsMarshal.AsSpan(glyphs));
            if (segments.Count == 0) continue;
            _gutter = .7f * BodySize(segments);
            _margins = isTurned ? new(float.NegativeInfinity, float.PositiveInfinity) : new(Margin * page.Height, (1 - Margin) * page.Height);
            Split(segments, isTurned ? LineTraits.Turned : LineTraits.None, 0);
            _region++;
        }
        return [.. _lines];
    }

    void Split(List<Segment> segments, LineTraits traits, int depth)
    {
        foreach (var band in BandCutter.Cut(segments, _gutter, _margins))
        {
            if (depth < MaxDepth && ColumnCut.Find(band) is { } gutter)
            {
                var (left, right) = (new List<Segment>(), new List<Segment>());
                foreach (var segment in band.Segments) (segment.Right <= gutter.Low ? left : right).Add(segment);
                var leftwards = band.Segments.Sum(s => s.RightToLeft) * 2 > band.Segments.Sum(s => s.Letters);
                _region++;
                Split(leftwards ? right : left, traits, depth + 1);
                _region++;
                Split(leftwards ? left : right, traits, depth + 1);
                _region++;
            }
            else if (band.Rows.Count >= Tables.FewestRows && band.Segments.Count > band.Rows.Count) _lines.AddRange(Tables.Lines(band, _gutter, _region, traits));
            else _lines.AddRange(LineBuilder.Lines(band.Segments, _region, traits));
        }
    }

    /// <summary>The size that most characters have.</summary>
    static float BodySize(List<Segment> segments)
    {
        var sizes = new (float Size, int Length)[segments.Count];
        var total = 0;
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = (segments[i].Size, segments[i].Text.Length);
            total += segments[i].Text.Length;
        }
        Array.Sort(sizes);
        var half = 0;
        foreach (var (size, length) in sizes)
            if ((half += length) * 2 >= total) return size;
        return sizes[^1].Size;
    }
}
