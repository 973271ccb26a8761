using Curation.Core.Documents;
using Curation.Stages.Markup.Html;

namespace Curation.Stages.Extraction.Html;

/// <summary>Writes content as Markdown: headings, lists, fenced code, tables, quotations, emphasis and code within text.</summary>
static class MarkdownWriter
{
    /// <summary>Writes the blocks that are content; headings with their places in the text.</summary>
    public static void Write(PageBlocks page, TextBuffer target, List<Heading> headings)
    {
        var blocks = page.Blocks;
        var mark = 0;
        for (var i = 0; i < blocks.Length; i++)
        {
            ref readonly var block = ref blocks[i];
            if (!block.IsContent) continue;
            if (block.Row >= 0 && block.Length <= PlainWriter.LongestCell)
            {
                i = WriteTable(page, i, target, ref mark);
                continue;
            }
            if (target.Length > 0) target.Append(IsTight(blocks, i) ? "\n" : "\n\n");
            WritePrefix(block, target);
            if (block.Kind == BlockKind.Heading) headings.Add(new(block.Level, target.Length, page.TextOf(block).ToString()));
            if (block.Kind == BlockKind.Code) WriteCode(page.TextOf(block), target);
            else WriteText(page, block, target, ref mark);
        }
    }

    /// <summary>Items of one list stand on lines one below the other.</summary>
    static bool IsTight(ReadOnlySpan<HtmlBlock> blocks, int index)
    {
        if (blocks[index] is not { Kind: BlockKind.Item, Marker: >= 0 }) return false;
        for (var i = index - 1; i >= 0; i--)
            if (blocks[i].IsContent) return blocks[i].Kind == BlockKind.Item;
        return false;
    }

    static void WritePrefix(in HtmlBlock block, TextBuffer target)
    {
        if ((block.Context & BlockContext.Quote) != 0) target.Append("> ");
        if (block.Kind == BlockKind.Heading)
        {
            target.Append("######".AsSpan(0, Math.Clamp((int)block.Level, 1, 6)));
            target.Append(' ');
        }
        if (block.Kind != BlockKind.Item) return;
        for (var level = block.Marker >= 0 ? 1 : 0; level < block.Level; level++) target.Append("  ");
        if (block.Marker == 0) target.Append("- ");
        else if (block.Marker > 0) target.Append($"{block.Marker}. ");
    }

    static void WriteCode(ReadOnlySpan<char> code, TextBuffer target)
    {
        // A fence longer than any in the code.
        var fence = "```";
        while (code.Contains(fence, StringComparison.Ordinal)) fence += "`";
        target.Append(fence);
        target.Append('\n');
        target.Append(code);
        target.Append('\n');
        target.Append(fence);
    }

    /// <summary>Writes the rows from a cell on; returns the index of the last block written.</summary>
    static int WriteTable(PageBlocks page, int index, TextBuffer target, ref int mark)
    {
        var blocks = page.Blocks;
        if (target.Length > 0) target.Append("\n\n");
        var (row, cells, rows, last) = (-1, 0, 0, index);
        for (var i = index; i < blocks.Length; i++)
        {
            ref readonly var block = ref blocks[i];
            if (!block.IsContent) continue;
            if (block.Row < 0 || block.Length > PlainWriter.LongestCell) break;
            if (block.Row != row)
            {
                if (rows++ > 0) target.Append(" |\n");
                if (rows == 2)
                {
                    for (var cell = 0; cell < cells; cell++) target.Append("| --- ");
                    target.Append("|\n");
                }
                (row, cells) = (block.Row, 0);
            }
            target.Append(cells++ == 0 ? "| " : " | ");
            WriteText(page, block, target, ref mark);
            last = i;
        }
        target.Append(" |");
        return last;
    }

    static void WriteText(PageBlocks page, in HtmlBlock block, TextBuffer target, ref int mark)
    {
        var marks = page.Marks;
        var (at, end) = (block.Start, block.Start + block.Length);
        while (mark < marks.Length && marks[mark].At < at) mark++;
        for (; mark < marks.Length && marks[mark].At <= end; mark++)
        {
            AppendLines(page.Text.Span[at..marks[mark].At], block, target);
            target.Append(marks[mark].Sign);
            at = marks[mark].At;
        }
        AppendLines(page.Text.Span[at..end], block, target);
    }

    /// <summary>A break within a block is a hard one; in a cell there is none.</summary>
    static void AppendLines(ReadOnlySpan<char> text, in HtmlBlock block, TextBuffer target)
    {
        while (text.IndexOf('\n') is >= 0 and var at)
        {
            target.Append(text[..at]);
            target.Append(block.Row >= 0 || block.Kind == BlockKind.Heading ? " " : "  \n");
            text = text[(at + 1)..];
        }
        target.Append(text);
    }
}
