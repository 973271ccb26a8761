using Curation.Stages.Pdf.Layout;

namespace Curation.Stages.Pdf.Assembly;

/// <summary>A paragraph of the text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="Size">Font size of its first line.</param>
/// <param name="IsBold">Whether its first line is bold.</param>
/// <param name="Lines">Number of its lines.</param>
/// <param name="End">Offset behind its last character.</param>
internal record struct Paragraph(int Start, float Size, bool IsBold, int Lines, int End)
{
    /// <summary>Adds a line.</summary>
    public void Extend(PageLine line, int end)
    {
        Lines++;
        End = end;
        if ((line.Traits & LineTraits.Bold) == 0) IsBold = false;
        // Rows of tables are no headings, however large.
        if ((line.Traits & (LineTraits.TableRow | LineTraits.Turned)) != 0) Lines = 1000;
    }
}
