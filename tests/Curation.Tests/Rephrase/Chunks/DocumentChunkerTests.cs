using Curation.Core.Statistics;
using Curation.Stages.Rephrase.Chunks;

namespace Curation.Tests.Rephrase.Chunks;

public sealed class DocumentChunkerTests
{
    [Fact]
    public void Cut_LosesNothingAndKeepsToTheLimit()
    {
        var random = new Random(9);
        var tokens = new TokenEstimate();
        for (var round = 0; round < 60; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(i => random.Next(8) switch
            {
                0 => $"\n\n## Part {i}\n\n",
                1 => "\n\n",
                2 => new string('x', random.Next(1, 3000)),
                _ => string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(w => $"word{w} ")) + ". ",
            }));
            var most = random.Next(50, 400);
            var chunks = new DocumentChunker(most).Cut(text, "en");
            Assert.Equal(Letters(text), Letters(string.Concat(chunks.Select(c => c.Text))));
            Assert.All(chunks, c => Assert.True(tokens.Count(c.Text) <= most + 12, $"{tokens.Count(c.Text)} tokens of {most}"));
        }
    }

    [Fact]
    public void Cut_TellsTheSectionPath()
    {
        var paragraph = string.Concat(Enumerable.Repeat("Some words that fill the paragraph. ", 20));
        var chunks = new DocumentChunker(150).Cut($"# Book\n\n{paragraph}\n\n## First\n\n{paragraph}\n\n### Deep\n\n{paragraph}\n\n## Second\n\n{paragraph}", "en");
        Assert.Contains(chunks, c => c.Section == "Book › First › Deep");
        Assert.Equal("Book › Second", chunks[^1].Section);
    }

    static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
