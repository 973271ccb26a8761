namespace Curation.Stages.Pdf.Assembly;

/// <summary>What stands between two lines of the text.</summary>
internal enum LineBreak
{
    /// <summary>They are one paragraph.</summary>
    None,

    /// <summary>The second begins a line: an item, a row, a line of code or verse.</summary>
    Line,

    /// <summary>The second begins a paragraph.</summary>
    Paragraph,
}
