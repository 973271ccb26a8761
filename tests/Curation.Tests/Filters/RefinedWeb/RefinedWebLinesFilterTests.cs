using Curation.Core.Documents;
using Curation.Stages.Filters.RefinedWeb;

namespace Curation.Tests.Filters.RefinedWeb;

public sealed class RefinedWebLinesFilterTests
{
    static readonly string s_prose = string.Join('\n', Enumerable.Repeat("A line of prose that has quite a few words in it.", 30));

    [Theory]
    [InlineData("BUY NOW", "uppercase")]
    [InlineData("2024", "numeric")]
    [InlineData("3.2K likes", "counter")]
    [InlineData("** 12 Followers!", "counter")]
    [InlineData("alone", "few_words")]
    [InlineData("items in cart", "phrases")]
    [InlineData("Read more...", "phrases")]
    [InlineData("Sign-in ", "few_words")]
    public void Apply_BadLine_IsCutOutAndCounted(string line, string signal)
    {
        var kept = Assert.IsType<Verdict.Kept>(Apply($"{s_prose}\n{line}\n{s_prose}"));
        Assert.Equal($"{s_prose}\n{s_prose}", kept.Document.Text);
        Assert.Equal(1, kept.Document.Signals[$"refinedweb_lines_{signal}"]);
    }

    [Theory]
    [InlineData("Sign-in for a better price", "for a better price")]
    [InlineData("What came next read more...", "What came next")]
    [InlineData("See 3 items in cart here", "See 3 here")]
    [InlineData("One two three four five six seven eight nine ten read more...", "One two three four five six seven eight nine ten read more...")]
    public void Apply_PhraseInShortLine_IsCutOutOfIt(string line, string left) =>
        Assert.Equal($"{s_prose}\n{left}\n{s_prose}", Assert.IsType<Verdict.Kept>(Apply($"{s_prose}\n{line}\n{s_prose}")).Document.Text);

    [Fact]
    public void Apply_NothingToCut_KeepsTheSameText() => Assert.Same(s_prose, Assert.IsType<Verdict.Kept>(Apply(s_prose)).Document.Text);

    [Theory]
    [InlineData("", "refinedweb-lines.empty")]
    [InlineData("A B C\n1\n2", "refinedweb-lines.empty")]
    [InlineData("some words stay here\nBUT NOT THESE", "refinedweb-lines.too-much-removed")]
    public void Apply_TooMuchCutOut_Drops(string text, string reason) =>
        Assert.Equal(reason, Assert.IsType<Verdict.Dropped>(Apply(text)).Reason.Id);

    [Fact]
    public void Apply_UnspacedLanguage_PassesWordRulesByAndSaysSo()
    {
        var page = new Document { Id = "1", Source = "crawl", Text = "吾輩は猫である。\n名前はまだ無い。", Language = "ja", Provenance = new("a.warc", 0, 1) };
        var kept = Assert.IsType<Verdict.Kept>(RefinedWebLinesFilter.Create(new(), new()).Apply(page));
        Assert.Equal(1, kept.Document.Signals["refinedweb_lines_no_table"]);
        Assert.Same(page.Text, kept.Document.Text);
    }

    static Verdict Apply(string text) => RefinedWebLinesFilter.Create(new(), new())
        .Apply(new() { Id = "1", Source = "crawl", Text = text, Provenance = new("a.warc", 0, 1) });
}
