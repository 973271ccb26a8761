using System.Collections.Immutable;

namespace Curation.Ocr;

/// <summary>What was recognised on a page.</summary>
/// <param name="Engine">Name of the engine.</param>
/// <param name="Lines">Lines in reading order; none if the page has no text.</param>
public sealed record OcrPage(string Engine, ImmutableArray<OcrLine> Lines)
{
    /// <summary>Mean confidence of the characters, 0 to 1; 0 without lines.</summary>
    public double Confidence
    {
        get
        {
            var (sum, characters) = (0.0, 0L);
            foreach (var line in Lines) (sum, characters) = (sum + line.Confidence * line.Text.Length, characters + line.Text.Length);
            return characters == 0 ? 0 : Math.Round(sum / characters, 4);
        }
    }

    /// <summary>A page without text.</summary>
    public static OcrPage Blank(string engine) => new(engine, []);
}

/// <summary>A line of text.</summary>
/// <param name="Text">Its text, without line feed.</param>
/// <param name="Confidence">How sure the engine is, 0 to 1; the engine's own measure.</param>
public sealed record OcrLine(string Text, double Confidence)
{
    /// <summary>Where it stands on the page image, set upright and straight; null if the engine does not say.</summary>
    public PageBox? Box { get; init; }

    /// <summary>Whether a paragraph begins with it.</summary>
    public bool StartsParagraph { get; init; }
}

/// <summary>A rectangle on a page image, in pixels from its top left corner.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Right">Column behind the last.</param>
/// <param name="Bottom">Row behind the last.</param>
public readonly record struct PageBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Columns.</summary>
    public int Width => Right - Left;

    /// <summary>Rows.</summary>
    public int Height => Bottom - Top;
}
