namespace Curation.Stages.Pdf.Parsing;

/// <summary>A character as drawn, in points; y grows upwards, page rotation is undone.</summary>
internal struct Glyph
{
    /// <summary>Start of the baseline.</summary>
    public float X, Y;

    /// <summary>End of the baseline: where the next glyph would stand.</summary>
    public float EndX, EndY;

    /// <summary>Size of the font on the page.</summary>
    public float Size;

    /// <summary>The characters that it stands for.</summary>
    public string Text;

    /// <summary>What else is known of it.</summary>
    public GlyphTraits Traits;
}

/// <summary>What is known of a glyph beside its place.</summary>
[Flags]
internal enum GlyphTraits : byte
{
    None = 0,

    /// <summary>Drawn neither filled nor stroked: the text layer of an earlier recognition.</summary>
    Invisible = 1,

    /// <summary>The font does not tell which character it is; the text is its code.</summary>
    Unmapped = 2,

    /// <summary>Marked as pagination or decoration by the document itself.</summary>
    Artifact = 4,

    /// <summary>Of a bold font.</summary>
    Bold = 8,

    /// <summary>Written downwards.</summary>
    Vertical = 16,
}
