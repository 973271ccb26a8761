using Curation.Ocr;
using Curation.Ocr.PpOcr;

namespace Curation.Tests.Ocr.PpOcr;

public sealed class ReadingOrderTests
{
    const int Height = 50, Step = 40;

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(200)]
    public void Of_TwoColumnsBelowATitle_ReadsOneAfterTheOther(int gap)
    {
        var random = new Random(3);
        var pieces = new List<ReadingOrder.Piece> { At("title", 300, 0, 1900), At("introduction", 300, 60, 2100) };
        for (var row = 0; row < 20; row++)
        {
            // Edges and rows of detected boxes are off by some pixels.
            pieces.Add(At($"left {row}", 340 + random.Next(8), 140 + (row * Step) + random.Next(-6, 7), 1250 - random.Next(0, 150)));
            pieces.Add(At($"right {row}", 1250 + gap + random.Next(8), 140 + (row * Step) + random.Next(-6, 7), 2160));
        }
        pieces.Add(At("footer across the page", 300, 1000, 2100));
        pieces = [.. pieces.OrderBy(_ => random.Next())];
        Assert.Equal(
            ["title", "introduction", .. Enumerable.Range(0, 20).Select(r => $"left {r}"), .. Enumerable.Range(0, 20).Select(r => $"right {r}"), "footer across the page"],
            ReadingOrder.Of(pieces).Select(l => l.Text));
    }

    [Fact]
    public void Of_PiecesOfARow_MakeALine()
    {
        var lines = ReadingOrder.Of([At("third", 300, 60, 900), At("second", 700, 3, 1200), At("first", 300, 0, 640)]);
        Assert.Equal(["first second", "third"], lines.Select(l => l.Text));
        Assert.Equal(new PageBox(300, 0, 1200, 53), lines[0].Box);
    }

    [Fact]
    public void Of_NumbersBesideAText_StayInTheirRows()
    {
        var pieces = Enumerable.Range(1, 9).SelectMany(r => new[] { At($"{r}.", 100, r * Step, 130), At($"entry {r}", 200, r * Step, 1800) }).ToList();
        Assert.Equal(Enumerable.Range(1, 9).Select(r => $"{r}. entry {r}"), ReadingOrder.Of(pieces).Select(l => l.Text));
    }

    [Fact]
    public void Of_OneColumn_IsReadDownwardsAndLosesNothing()
    {
        var random = new Random(4);
        var pieces = Enumerable.Range(0, 40).Select(r => At($"line {r}", 300 + random.Next(60), r * Step, 1300 + random.Next(900))).ToList();
        Assert.Equal(Enumerable.Range(0, 40).Select(r => $"line {r}"), ReadingOrder.Of([.. pieces.OrderBy(_ => random.Next())]).Select(l => l.Text));
    }

    [Fact]
    public void Of_AnyBoxes_LosesNone()
    {
        var random = new Random(20261124);
        for (var round = 0; round < 200; round++)
        {
            var pieces = Enumerable.Range(0, random.Next(60)).Select(i => At($"<{i}>", random.Next(2000), random.Next(3000), random.Next(2000, 2400))).ToList();
            var words = ReadingOrder.Of(pieces).SelectMany(l => l.Text.Split(' '));
            Assert.Equal(pieces.Select(p => p.Line.Text).Order(StringComparer.Ordinal), words.Order(StringComparer.Ordinal));
        }
    }

    static ReadingOrder.Piece At(string text, int left, int top, int right) => new(new(text, 0.9), new(left, top, right, top + Height));
}
