using Curation.Core.Statistics;

namespace Curation.Tests.Statistics;

public sealed class SampleChoiceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    public void Choice_OverAnyPartition_IsTheSame(int parts)
    {
        var rows = Enumerable.Range(0, 1000).Select(i => new SampleRow(i % 3 == 0 ? "a.b" : "", $"id{i}", i)).ToArray();
        var whole = new SampleChoice(42);
        foreach (var row in rows) whole.Offer(row.Reason, row.Id, row.Row);
        var merged = new SampleChoice(42);
        foreach (var part in rows.Reverse().Chunk((1000 + parts - 1) / parts))
        {
            var choice = new SampleChoice(42);
            foreach (var row in part) choice.Offer(row.Reason, row.Id, row.Row);
            foreach (var row in choice.Rows()) merged.Offer(row, "file");
        }
        Assert.Equal(2 * SampleChoice.Size, whole.Rows().Length);
        Assert.Equal(whole.Rows(), merged.Rows());
    }

    [Fact]
    public void Choice_OfAnotherSeed_Differs()
    {
        var rows = new[] { 1, 2 }.Select(seed =>
        {
            var choice = new SampleChoice(seed);
            for (var i = 0; i < 1000; i++) choice.Offer("", $"id{i}", i);
            return choice.Rows();
        }).ToArray();
        Assert.NotEqual(rows[0], rows[1]);
    }
}
