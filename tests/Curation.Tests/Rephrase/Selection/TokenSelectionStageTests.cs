using Curation.Core.Documents;
using Curation.Core.Statistics;
using Curation.Stages.Rephrase.Selection;
using Curation.Tests.Filters.TopFraction;

namespace Curation.Tests.Rephrase.Selection;

public sealed class TokenSelectionStageTests
{
    static readonly TokenEstimate s_tokens = new();
    static readonly Document[] s_documents = RephraseStageTests.Documents(300);

    [Theory]
    [InlineData(1)]
    [InlineData(2000)]
    [InlineData(10_000_000)]
    public void Run_SelectsUpToTheBudget_HoweverTheCorpusIsCut(long budget)
    {
        var whole = Selected([s_documents], new() { Tokens = budget });
        Assert.Equal(whole, Selected([.. s_documents.Reverse().Chunk(17)], new() { Tokens = budget }));
        var sizes = s_documents.ToDictionary(d => d.Id, d => s_tokens.Count(d.Text), StringComparer.Ordinal);
        var sum = whole.Sum(id => sizes[id]);
        Assert.InRange(sum, 0, budget);
        // What is left of the budget is less than the next document.
        if (whole.Count < s_documents.Length) Assert.True(budget - sum < sizes.Values.Max());
    }

    [Fact]
    public void Run_OfABand_MarksThoseOfItAlone()
    {
        var documents = s_documents.Select((d, i) => d with { Language = i % 2 == 0 ? "en" : "de", Signals = Signals.Empty.With(new Signal("quality", i)) }).ToArray();
        var options = new TokenSelectionOptions { Tokens = 10_000_000, Languages = ["en"], Signal = "quality", MinSignal = 100, MaxSignal = 199 };
        Assert.Equal(50, Selected([documents], options).Count);
        var verdicts = new MemoryCorpus([documents]).Run(TokenSelectionStage.Create(options with { KeepOthers = false }, new()));
        Assert.Equal(50, verdicts.OfType<Verdict.Kept>().Count());
        Assert.All(verdicts.OfType<Verdict.Dropped>(), d => Assert.Equal("token-selection.not-selected", d.Reason.Id));
    }

    static SortedSet<string> Selected(IReadOnlyList<Document[]> shards, TokenSelectionOptions options) => new(
        new MemoryCorpus(shards).Run(TokenSelectionStage.Create(options, new())).OfType<Verdict.Kept>().Where(v => v.Document.Signals["token_selection"] == 1).Select(v => v.Document.Id), StringComparer.Ordinal);
}
