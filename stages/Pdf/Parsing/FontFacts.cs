using UglyToad.PdfPig.PdfFonts;

namespace Curation.Stages.Pdf.Parsing;

/// <summary>Which codes of a font map to characters, asked once a code.</summary>
internal sealed class FontFacts(IFont font)
{
    const byte Mapped = 1, Unmapped = 2;

    readonly byte[] _simple = new byte[256];
    readonly Dictionary<int, byte> _others = [];

    /// <summary>Whether the glyphs are bold.</summary>
    public bool IsBold { get; } = font.Details.IsBold || font.Details.Weight >= 600
        || font.Details.Name?.Contains("bold", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether the glyphs are written downwards.</summary>
    public bool IsVertical { get; } = font.IsVertical;

    /// <summary>Whether the font tells the character of a code.</summary>
    public bool Maps(int code)
    {
        ref var known = ref (uint)code < 256
            ? ref _simple[code]
            : ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_others, code, out _);
        if (known == 0) known = font.TryGetUnicode(code, out var text) && !string.IsNullOrEmpty(text) ? Mapped : Unmapped;
        return known == Mapped;
    }
}
