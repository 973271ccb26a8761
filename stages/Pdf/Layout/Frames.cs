using System.Runtime.InteropServices;
using Curation.Stages.Pdf.Parsing;

namespace Curation.Stages.Pdf.Layout;

/// <summary>Turns text that runs in other directions, so that each direction is laid out as if it were upright.</summary>
internal static class Frames
{
    /// <summary>Most directions told apart; what is drawn in still others joins the last.</summary>
    const int MaxFrames = 8;

    /// <summary>
    /// Glyphs by direction, upright ones first, then by number; within a direction in the order of drawing. Nearly upright text (a skewed scan)
    /// counts as upright.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="unwanted">Traits of glyphs to leave out.</param>
    public static List<(List<Glyph> Glyphs, bool IsTurned)> Of(GlyphPage page, GlyphTraits unwanted)
    {
        var upright = new List<Glyph>(page.Glyphs.Count);
        var turned = new SortedDictionary<int, List<Glyph>>();
        foreach (ref readonly var glyph in CollectionsMarshal.AsSpan(page.Glyphs))
        {
            if ((glyph.Traits & unwanted) != 0) continue;
            var angle = Angle(glyph);
            if (angle == 0)
            {
                upright.Add(glyph);
                continue;
            }
            if (!turned.TryGetValue(angle, out var frame)) frame = turned.Count < MaxFrames ? turned[angle] = [] : turned.Last().Value;
            frame.Add(Turn(glyph, angle));
        }
        var frames = new List<(List<Glyph>, bool)>();
        if (upright.Count > 0) frames.Add((upright, false));
        foreach (var (_, glyphs) in turned.OrderByDescending(f => f.Value.Count).ThenBy(f => f.Key)) frames.Add((glyphs, upright.Count >= glyphs.Count));
        return frames;
    }

    /// <summary>Direction of the baseline in degrees, to 15 but where it is near a multiple of 90.</summary>
    static int Angle(in Glyph glyph)
    {
        var (along, up) = (glyph.EndX - glyph.X, glyph.EndY - glyph.Y);
        if (along >= 0 && Math.Abs(up) <= .2f * along) return 0;
        if (Math.Abs(along) + Math.Abs(up) < .01f * glyph.Size) return 0;
        var degrees = Math.Atan2(up, along) * (180 / Math.PI);
        var right = (int)Math.Round(degrees / 90) * 90;
        var angle = Math.Abs(degrees - right) < 12 ? right : (int)Math.Round(degrees / 15) * 15;
        return (angle + 360) % 360;
    }

    static Glyph Turn(Glyph glyph, int angle)
    {
        var (sine, cosine) = angle switch
        {
            90 => (1f, 0f),
            180 => (0f, -1f),
            270 => (-1f, 0f),
            _ => (MathF.Sin(angle * MathF.PI / 180), MathF.Cos(angle * MathF.PI / 180)),
        };
        (glyph.X, glyph.Y) = ((glyph.X * cosine) + (glyph.Y * sine), (glyph.Y * cosine) - (glyph.X * sine));
        (glyph.EndX, glyph.EndY) = ((glyph.EndX * cosine) + (glyph.EndY * sine), (glyph.EndY * cosine) - (glyph.EndX * sine));
        return glyph;
    }
}
