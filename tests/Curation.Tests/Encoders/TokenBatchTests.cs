using Curation.Encoders;

namespace Curation.Tests.Encoders;

public sealed class TokenBatchTests
{
    [Fact]
    public void Plan_TextsOfManyLengths_HasEachOnceWithinTheMost()
    {
        var random = new Random(5);
        var texts = Enumerable.Range(0, 500).Select(_ => new int[random.Next(2, 513)]).Append(new int[9000]).ToArray();
        var batches = TokenBatch.Plan(texts, new(1024, 4096)).ToArray();
        Assert.Equal(Enumerable.Range(0, texts.Length), batches.SelectMany(b => b).Order());
        Assert.All(batches, b => Assert.True(b.Length == 1 || b.Length * b.Max(i => texts[i].Length) <= 4096));
        // Like lengths lie together: little is padding.
        var padded = batches.Sum(b => b.Length * b.Max(i => texts[i].Length));
        Assert.InRange((double)padded / texts.Sum(t => t.Length), 1, 1.05);
    }
}
