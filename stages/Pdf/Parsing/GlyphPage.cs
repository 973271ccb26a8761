namespace Curation.Stages.Pdf.Parsing;

/// <summary>What a page draws: its glyphs in the order of drawing, and the measures of the rest.</summary>
internal sealed class GlyphPage
{
    /// <summary>Width in points after rotation.</summary>
    public required float Width { get; init; }

    /// <summary>Height in points after rotation.</summary>
    public required float Height { get; init; }

    /// <summary>The glyphs.</summary>
    public List<Glyph> Glyphs { get; } = [];

    /// <summary>Area of the images, clipped to the page, in square points; overlapping ones count twice.</summary>
    public double ImageArea { get; set; }

    /// <summary>Number of images.</summary>
    public int Images { get; set; }

    /// <summary>Pixels of the images.</summary>
    public long ImagePixels { get; set; }

    /// <summary>Bytes of the images as compressed.</summary>
    public long ImageBytes { get; set; }

    /// <summary>Curves drawn: letters that are outlines have many.</summary>
    public int Curves { get; set; }

    /// <summary>Shapes filled or stroked.</summary>
    public int Shapes { get; set; }
}
