using Curation.Ocr.Imaging;

namespace Curation.Tests.Ocr.Imaging;

public sealed class ContrastTests
{
    [Fact]
    public void Stretched_PalePage_HasBlackInkOnWhitePaper()
    {
        var page = PrintedPages.Inked(400, 300);
        var pale = Contrast.Stretched(page with { Pixels = [.. page.Pixels.Select(p => (byte)(200 + (p / 10)))] });
        Assert.Equal(page.Pixels, pale.Pixels);
    }

    [Fact]
    public void Stretched_GoodOrEvenPage_IsLeftAsItIs()
    {
        var page = PrintedPages.Inked(400, 300);
        Assert.Same(page, Contrast.Stretched(page));
        var even = page with { Pixels = [.. page.Pixels.Select((_, i) => (byte)(200 + (i % 3)))] };
        Assert.Same(even, Contrast.Stretched(even));
    }
}
