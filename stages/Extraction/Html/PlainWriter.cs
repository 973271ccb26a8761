using Curation.Core.Documents;
using Curation.Stages.Markup.Html;

namespace Curation.Stages.Extraction.Html;

/// <summary>Writes content as plain text: a block a line, the cells of a table row on one, parted by tabs.</summary>
static class PlainWriter
{
    /// <summary>Longer cells are parts of a layout, not of a row.</summary>
    public const int LongestCell = 200;

    /// <summary>Writes the blocks that are content; headings with their places in the text.</summary>
    public static void Write(PageBlocks page, TextBuffer target, List<Heading> headings)
    {
        var previous = new HtmlBlock { Row = -1 };
        foreach (ref readonly var block in page.Blocks)
        {
            if (!block.IsContent) continue;
            if (target.Length > 0) target.Append(IsSameRow(previous, block) ? '\t' : '\n');
            var text = page.TextOf(block);
            if (block.Kind == BlockKind.Heading) headings.Add(new(block.Level, target.Length, text.ToString()));
            target.Append(text);
            previous = block;
        }
    }

    /// <summary>Whether two blocks are cells of one row.</summary>
    public static bool IsSameRow(in HtmlBlock a, in HtmlBlock b) => b.Row >= 0 && a.Row == b.Row && a.Length <= LongestCell && b.Length <= LongestCell;
}
