using System.Collections.Immutable;

namespace Curation.Stages.Pdf.Routing;

/// <summary>What is measured of a page to choose between its text layer and recognition.</summary>
internal sealed record PageMeasure
{
    /// <summary>Nothing measured.</summary>
    public static PageMeasure None { get; } = new();

    /// <summary>Characters on the page, blanks not counted, visible or not.</summary>
    public int Characters { get; init; }

    /// <summary>Share of them that is drawn invisibly.</summary>
    public double InvisibleShare { get; init; }

    /// <summary>Share of the characters in words that cannot be meant: replacement, private use, control.</summary>
    public double GarbledShare { get; init; }

    /// <summary>Share of the characters whose font does not tell what they are.</summary>
    public double UnmappedShare { get; init; }

    /// <summary>How much the words look like words of a language in Latin script, 0 to 1; null if there are too few.</summary>
    public double? Plausibility { get; init; }

    /// <summary>Share of the words that mix letters with digits or signs, or change case within; null if there are too few words.</summary>
    public double? OddWordShare { get; init; }

    /// <summary>Area of the images by the page's area, at most 1.</summary>
    public double ImageCoverage { get; init; }

    /// <summary>Compressed bytes of the images by their pixels; 0 without images.</summary>
    public double ImageBytesPerPixel { get; init; }

    /// <summary>Curves drawn.</summary>
    public int Curves { get; init; }

    /// <summary>Shapes filled or stroked.</summary>
    public int Shapes { get; init; }

    /// <summary>The measures by name, as they are stored with the page.</summary>
    public ImmutableSortedDictionary<string, double> Signals()
    {
        var signals = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        signals["characters"] = Characters;
        signals["invisible"] = Math.Round(InvisibleShare, 4);
        signals["garbled"] = Math.Round(GarbledShare, 4);
        signals["unmapped"] = Math.Round(UnmappedShare, 4);
        if (Plausibility is { } plausibility) signals["plausibility"] = Math.Round(plausibility, 4);
        if (OddWordShare is { } odd) signals["oddWords"] = Math.Round(odd, 4);
        signals["imageCoverage"] = Math.Round(ImageCoverage, 4);
        if (ImageBytesPerPixel > 0) signals["imageBytesPerPixel"] = Math.Round(ImageBytesPerPixel, 6);
        signals["curves"] = Curves;
        signals["shapes"] = Shapes;
        return signals.ToImmutable();
    }
}
