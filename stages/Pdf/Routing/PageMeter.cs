using System.Runtime.InteropServices;
using Curation.Stages.Pdf.Layout;
using Curation.Stages.Pdf.Parsing;

namespace Curation.Stages.Pdf.Routing;

/// <summary>Measures a page.</summary>
internal static class PageMeter
{
    /// <summary>The measures of a page and its lines.</summary>
    public static PageMeasure Measure(GlyphPage page, IReadOnlyList<PageLine> lines)
    {
        var (characters, invisible, unmapped) = (0, 0, 0);
        foreach (ref readonly var glyph in CollectionsMarshal.AsSpan(page.Glyphs))
        {
            if (string.IsNullOrWhiteSpace(glyph.Text)) continue;
            characters++;
            if ((glyph.Traits & GlyphTraits.Invisible) != 0) invisible++;
            if ((glyph.Traits & GlyphTraits.Unmapped) != 0) unmapped++;
        }
        var wording = new Wording();
        foreach (var line in lines) wording.Add(line.Text);
        return new()
        {
            Characters = characters,
            InvisibleShare = Share(invisible, characters),
            UnmappedShare = Share(unmapped, characters),
            GarbledShare = Garbled(page),
            Plausibility = wording.Plausibility,
            OddWordShare = wording.OddWords,
            ImageCoverage = Math.Min(1, page.ImageArea / Math.Max(1, (double)page.Width * page.Height)),
            ImageBytesPerPixel = page.ImagePixels == 0 ? 0 : (double)page.ImageBytes / page.ImagePixels,
            Curves = page.Curves,
            Shapes = page.Shapes,
        };
    }

    /// <summary>Of glyphs, since lines have lost their control characters. One by itself between blanks is a bullet of a symbol font.</summary>
    static double Garbled(GlyphPage page)
    {
        var (all, garbled, run, runGarbled) = (0, 0, 0, 0);
        var (end, y) = (float.NaN, float.NaN);
        foreach (ref readonly var glyph in CollectionsMarshal.AsSpan(page.Glyphs))
        {
            var isBlank = string.IsNullOrWhiteSpace(glyph.Text) && !Characters.IsGarbled(glyph.Text[0]);
            if (isBlank || !(Math.Abs(glyph.X - end) < .5f * glyph.Size && Math.Abs(glyph.Y - y) < .5f * glyph.Size)) Close();
            (end, y) = (glyph.EndX, glyph.Y);
            if (isBlank) continue;
            run++;
            foreach (var character in glyph.Text)
                if (Characters.IsGarbled(character)) { runGarbled++; break; }
        }
        Close();
        return Share(garbled, all);

        void Close()
        {
            all += run;
            if (run > 1) garbled += runGarbled;
            (run, runGarbled) = (0, 0);
        }
    }

    static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
