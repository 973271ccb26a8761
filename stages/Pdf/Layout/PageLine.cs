namespace Curation.Stages.Pdf.Layout;

/// <summary>A line of a page in reading order.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Left">Left end in points.</param>
/// <param name="Right">Right end in points.</param>
/// <param name="Y">Baseline in points, upwards from the page's lower edge (of the frame, if it is turned).</param>
/// <param name="Size">Font size in points.</param>
/// <param name="Region">Number of the column or block; lines of one region stand below each other.</param>
/// <param name="Traits">What else is known of it.</param>
internal sealed record PageLine(string Text, float Left, float Right, float Y, float Size, int Region, LineTraits Traits);

/// <summary>What is known of a line.</summary>
[Flags]
internal enum LineTraits : byte
{
    None = 0,

    /// <summary>All of it is bold.</summary>
    Bold = 1,

    /// <summary>A row of a table, in Markdown.</summary>
    TableRow = 2,

    /// <summary>It is written in another direction than most of the page.</summary>
    Turned = 4,

    /// <summary>Read from right to left.</summary>
    RightToLeft = 8,
}
