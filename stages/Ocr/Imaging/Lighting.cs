namespace Curation.Ocr.Imaging;

/// <summary>Whether the paper of a page is evenly bright: one threshold between ink and paper does for the page only then.</summary>
static class Lighting
{
    const int Tile = 64, Step = 4;

    /// <summary>Share of the brightest paper's brightness below which paper lies in shadow.</summary>
    const double Shadow = 0.8;

    /// <summary>Whether at least a tenth of the page lies in shadow.</summary>
    public static bool IsUneven(PageImage page)
    {
        var papers = new List<byte>();
        for (var top = 0; top + Tile <= page.Height; top += Tile)
            for (var left = 0; left + Tile <= page.Width; left += Tile) papers.Add(Paper(page, left, top));
        if (papers.Count < 10) return false;
        papers.Sort();
        return papers[papers.Count / 10] < Shadow * papers[papers.Count * 9 / 10];
    }

    /// <summary>The brightness of a tile's paper: that which an eighth of its pixels exceed.</summary>
    static byte Paper(PageImage page, int left, int top)
    {
        Span<byte> samples = stackalloc byte[Tile / Step * (Tile / Step)];
        var count = 0;
        for (var y = top; y < top + Tile; y += Step)
            for (var x = left; x < left + Tile; x += Step) samples[count++] = page.Pixels[y * page.Width + x];
        samples.Sort();
        return samples[samples.Length * 7 / 8];
    }
}
