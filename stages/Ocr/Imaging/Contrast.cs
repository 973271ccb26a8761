namespace Curation.Ocr.Imaging;

/// <summary>Pale pages with their full range of greys: the network that finds lines overlooks some of pale print.</summary>
static class Contrast
{
    /// <summary>Difference of paper and ink from which a page needs nothing, and below which there is no ink to tell.</summary>
    const int Enough = 128, Least = 12;

    /// <summary>The page with its ink black and its paper white; the same page if its contrast is good.</summary>
    public static PageImage Stretched(PageImage page)
    {
        var histogram = new int[256];
        foreach (var pixel in page.Pixels) histogram[pixel]++;
        // A thousandth is less than the ink of a few words; half of a printed page and more is paper.
        var (ink, paper) = (Quantile(histogram, page.Pixels.Length / 1000), Quantile(histogram, page.Pixels.Length / 2));
        if (paper - ink is >= Enough or < Least) return page;
        var table = new byte[256];
        for (var value = 0; value < table.Length; value++) table[value] = (byte)Math.Clamp((value - ink) * 255 / (paper - ink), 0, 255);
        var stretched = new byte[page.Pixels.Length];
        for (var i = 0; i < stretched.Length; i++) stretched[i] = table[page.Pixels[i]];
        return page with { Pixels = stretched };
    }

    static int Quantile(ReadOnlySpan<int> histogram, int count)
    {
        var (below, value) = (0, 0);
        while ((below += histogram[value]) <= count && value < 255) value++;
        return value;
    }
}
