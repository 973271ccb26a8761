using Curation.Stages.Pdf.Layout;

namespace Curation.Stages.Pdf.Assembly;

/// <summary>Lines of one region that follow each other evenly, in one size; paragraphs are told within it by indents and line ends.</summary>
/// <param name="Left">Left end of most of its lines.</param>
/// <param name="Right">Right end of its longest line.</param>
/// <param name="IsRagged">Whether its lines end where they like, well within the region: code, verse, an address.</param>
internal readonly record struct Block(float Left, float Right, bool IsRagged)
{
    /// <summary>Number of lines, from the first of <paramref name="lines"/>, that belong together, and their block.</summary>
    /// <param name="lines">Lines of a page.</param>
    /// <param name="leading">The page's distance of baselines.</param>
    /// <param name="regionRight">Right end of the region that the first line is in.</param>
    /// <param name="block">The block.</param>
    public static int Take(ReadOnlySpan<PageLine> lines, float leading, float regionRight, out Block block)
    {
        var first = lines[0];
        var (left, right, count) = (first.Left, first.Right, 1);
        for (; count < lines.Length; count++)
        {
            var (above, line) = (lines[count - 1], lines[count]);
            if (line.Region != first.Region || (line.Traits & LineTraits.TableRow) != (first.Traits & LineTraits.TableRow) || IsApart(above, line, leading)) break;
            left = Math.Min(left, line.Left);
            right = Math.Max(right, line.Right);
        }
        block = new(left, right, right < regionRight - (2.5f * first.Size) && Full(lines[..count], right) < .5f * (count - 1));
        return count;
    }

    /// <summary>Lines but the last that reach the right end.</summary>
    static int Full(ReadOnlySpan<PageLine> lines, float right)
    {
        var full = 0;
        foreach (var line in lines[..^1])
            if (line.Right > right - (1.5f * line.Size)) full++;
        return lines.Length == 2 && lines[0].Right - lines[0].Left < 15 * lines[0].Size ? 0 : full;
    }

    /// <summary>Whether a line begins a block below another of its region.</summary>
    static bool IsApart(PageLine above, PageLine line, float leading)
    {
        if ((line.Traits & LineTraits.TableRow) != 0) return false;
        var (distance, size) = (above.Y - line.Y, Math.Max(above.Size, line.Size));
        if (distance <= 0) return distance < -.5f * size;
        if (Math.Min(above.Size, line.Size) < .88f * size && Math.Min(above.Text.Length, line.Text.Length) > 2) return true;
        return distance > Math.Max(1.28f * leading, 1.05f * size) && distance > leading + (.25f * size);
    }

    /// <summary>What stands between two of its lines.</summary>
    public LineBreak Between(PageLine above, PageLine line)
    {
        if ((line.Traits & LineTraits.TableRow) != 0) return LineBreak.Line;
        if (IsRagged || ListLabel.Begins(line.Text)) return LineBreak.Line;
        // A divided word goes on, whatever room its line had.
        if (char.IsLower(line.Text[0]) && Hyphens.Divides(above.Text, line.Text)) return LineBreak.None;
        var width = Right - Left;
        var isRightToLeft = (line.Traits & LineTraits.RightToLeft) != 0;
        var (indent, aboveIndent) = isRightToLeft ? (Right - line.Right, Right - above.Right) : (line.Left - Left, above.Left - Left);
        var rest = isRightToLeft ? above.Left - Left : Right - above.Right;
        var isBold = (above.Traits ^ line.Traits) & LineTraits.Bold;
        var ends = SentenceEnd.Ends(above.Text);
        // A heading in bold over its text.
        if (isBold != 0 && (above.Traits & LineTraits.Bold) != 0 && above.Text.Length < 120 && rest > .1f * width && !ends) return LineBreak.Paragraph;
        // The next word would have had room: the line was ended on purpose.
        if (rest > FirstWord(line) + (.6f * line.Size)) return ends && rest > .12f * width && !char.IsLower(line.Text[0]) ? LineBreak.Paragraph : LineBreak.Line;
        // A paragraph's first line is indented.
        if (indent > .7f * line.Size && aboveIndent < .3f * line.Size && indent < .35f * width && !char.IsLower(line.Text[0]) && ends) return LineBreak.Paragraph;
        return LineBreak.None;
    }

    static float FirstWord(PageLine line)
    {
        var end = line.Text.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? line.Right - line.Left : (line.Right - line.Left) * end / line.Text.Length;
    }
}
