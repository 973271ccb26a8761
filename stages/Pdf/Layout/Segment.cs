namespace Curation.Stages.Pdf.Layout;

/// <summary>Glyphs that stand side by side on one baseline without a wide gap, as text; coordinates of the frame, y upwards.</summary>
internal sealed class Segment
{
    /// <summary>Ends on the baseline.</summary>
    public float Left, Right;

    /// <summary>The baseline.</summary>
    public float Y;

    /// <summary>Largest font size in it.</summary>
    public float Size;

    /// <summary>Place in the order of drawing.</summary>
    public int Order;

    /// <summary>The text in reading order.</summary>
    public string Text = "";

    /// <summary>Letters in it.</summary>
    public int Letters;

    /// <summary>Letters of scripts that are written from right to left.</summary>
    public int RightToLeft;

    /// <summary>Whether its glyphs are bold.</summary>
    public bool IsBold;

    /// <summary>Upper end of what certainly belongs to this line and not to the one above.</summary>
    public float CoreTop => Y + (.55f * Size);

    /// <summary>Lower end of that.</summary>
    public float CoreBottom => Y - (.1f * Size);
}
