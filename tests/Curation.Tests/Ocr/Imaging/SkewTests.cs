using Curation.Ocr.Imaging;

namespace Curation.Tests.Ocr.Imaging;

public sealed class SkewTests
{
    public SkewTests() => OcrPrograms.PopplerOrSkip();

    [Theory]
    [InlineData(-10)]
    [InlineData(-3)]
    [InlineData(0.7)]
    [InlineData(2.35)]
    [InlineData(9)]
    public async Task Measure_TurnedPage_GivesTheAngle(double degrees)
    {
        var page = await PageAsync();
        Assert.Equal(degrees, Skew.Measure(Skew.Straighten(page, -degrees)), 0.11);
    }

    [Fact]
    public async Task Slanted_StraightPage_IsLeftAsItIs()
    {
        var page = await PageAsync();
        Assert.Equal(0, Skew.Slanted(page));
        Assert.Same(page, Skew.Straight(page));
    }

    [Fact]
    public void Measure_PageWithoutLines_FindsNoAngle()
    {
        var random = new Random(20261129);
        var pixels = new byte[600 * 800];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)(random.Next(40) == 0 ? 0 : 255);
        Assert.Equal(0, Skew.Measure(new(600, 800, pixels, 0)));
        Array.Fill(pixels, (byte)255);
        Assert.Equal(0, Skew.Measure(new(600, 800, pixels, 0)));
    }

    static Task<PageImage> PageAsync() => PrintedPages.DrawAsync(150, [.. Enumerable.Range(1, 5).SelectMany(PrintedPages.Lines)]);
}
