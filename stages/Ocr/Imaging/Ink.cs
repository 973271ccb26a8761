namespace Curation.Ocr.Imaging;

/// <summary>How much of a page is printed: tells blank pages, which engines are not asked about since some invent text for them.</summary>
static class Ink
{
    const int Block = 4;

    /// <summary>Whether nothing that could be text stands on the page: fewer dark blocks than a printed digit has, or one even tone.</summary>
    public static bool IsBlank(PageImage page)
    {
        var needed = page.Dpi > 0 ? Math.Max(6, page.Dpi * page.Dpi / 6000) : 12;
        return DarkBlocks(page) < needed;
    }

    /// <summary>Blocks of 4 × 4 pixels that are clearly darker than the paper around them, a margin of 2 % left out (shadows of the scanner's lid).</summary>
    public static int DarkBlocks(PageImage page)
    {
        var (columns, rows) = (page.Width / Block, page.Height / Block);
        if (columns < 3 || rows < 3) return 0;
        var means = new byte[columns * rows];
        Span<int> histogram = stackalloc int[256];
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                var sum = 0;
                for (var dy = 0; dy < Block; dy++)
                {
                    var at = (y * Block + dy) * page.Width + x * Block;
                    sum += page.Pixels[at] + page.Pixels[at + 1] + page.Pixels[at + 2] + page.Pixels[at + 3];
                }
                histogram[means[y * columns + x] = (byte)(sum / (Block * Block))]++;
            }
        }
        var paper = Median(histogram, means.Length);
        // White on black counts as well: it is the difference from the paper that makes ink.
        var (marginX, marginY, dark) = (columns / 50, rows / 50, 0);
        for (var y = marginY; y < rows - marginY; y++)
        {
            for (var x = marginX; x < columns - marginX; x++)
            {
                if (Math.Abs(means[y * columns + x] - paper) > 40) dark++;
            }
        }
        return dark;
    }

    static int Median(ReadOnlySpan<int> histogram, int count)
    {
        var (below, value) = (0, 0);
        while ((below += histogram[value]) <= count / 2) value++;
        return value;
    }
}
