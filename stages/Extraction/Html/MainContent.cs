namespace Curation.Stages.Extraction.Html;

/// <summary>
/// Chooses the blocks of the main content by length, link density and neighbourhood, in the way of jusText (Pomikálek 2011), without stop
/// words: blocks that are long and hardly linked are content; short ones follow their neighbours; headings stay with what they head.
/// </summary>
static class MainContent
{
    const int Long = 80;

    public static List<HtmlBlock> Choose(IReadOnlyList<HtmlBlock> blocks, double maxLinkDensity)
    {
        var considered = Marked(blocks);
        var good = new bool[considered.Count];
        for (var i = 0; i < good.Length; i++)
        {
            var block = considered[i];
            good[i] = block.LinkDensity <= maxLinkDensity && (block.Kind == BlockKind.Code || block.Text.Length >= Long || (block.Kind == BlockKind.Paragraph && EndsSentence(block.Text)));
        }
        var kept = new List<HtmlBlock>();
        for (var i = 0; i < good.Length; i++)
        {
            var block = considered[i];
            if (good[i] || (block.Kind == BlockKind.Heading ? Near(good, i, 0, 3) : block.LinkDensity <= maxLinkDensity + .3 && Near(good, i, 3, 3) && !(block.LinkDensity > .5 && block.Kind != BlockKind.Cell)))
                kept.Add(block);
        }
        return kept;
    }

    /// <summary>The blocks that the page marks as content, if they hold a fair part of its unlinked text; else all.</summary>
    static IReadOnlyList<HtmlBlock> Marked(IReadOnlyList<HtmlBlock> blocks)
    {
        long all = 0, main = 0;
        foreach (var block in blocks)
        {
            var plain = block.Text.Length - block.LinkCharacters;
            all += plain;
            if (block.InMain) main += plain;
        }
        return main * 5 >= all * 2 ? [.. blocks.Where(b => b.InMain)] : blocks;
    }

    static bool Near(bool[] good, int at, int before, int after)
    {
        for (var i = Math.Max(0, at - before); i <= Math.Min(good.Length - 1, at + after); i++)
            if (good[i]) return true;
        return false;
    }

    static bool EndsSentence(string text) => text.Length >= 20 && text[^1] is '.' or '!' or '?' or '。' or '！' or '？' or ':' or '…' or '"' or '”';
}
