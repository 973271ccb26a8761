using Curation.Core.Documents;
using Curation.Stages.Filters.C4;

namespace Curation.Tests.Filters.C4;

public sealed class C4FilterTests
{
    const string Prose = "One short line here.\nTwo words follow that.\nThree is a number.\nFour is even more.\nFive is quite enough.";

    [Fact]
    public void Apply_GoodProse_KeepsTheSameText()
    {
        var kept = Assert.IsType<Verdict.Kept>(Apply(Prose));
        Assert.Same(Prose, kept.Document.Text);
        Assert.Equal(5, kept.Document.Signals["c4_sentences"]);
    }

    [Fact]
    public void Apply_BadLines_AreCutOutAndCounted()
    {
        var text = Prose + "\nno end here at all\nToo few.\nEnable JavaScript to see this.\nRead our Privacy Policy here.\n" + new string('x', 1001) + " y z.\nIt goes on...\nIt is cited.[12][edit]";
        var kept = Assert.IsType<Verdict.Kept>(Apply(text));
        Assert.Equal(Prose + "\nIt is cited.", kept.Document.Text);
        Assert.Equal(2, kept.Document.Signals["c4_lines_no_punctuation"]);
        Assert.Equal(1, kept.Document.Signals["c4_lines_few_words"]);
        Assert.Equal(1, kept.Document.Signals["c4_lines_javascript"]);
        Assert.Equal(1, kept.Document.Signals["c4_lines_policy"]);
        Assert.Equal(1, kept.Document.Signals["c4_lines_long_word"]);
    }

    [Theory]
    [InlineData("\nThis is Lorem Ipsum dolor.", "c4.lorem-ipsum")]
    [InlineData("\nfunction x() { return.", "c4.curly-bracket")]
    [InlineData("\nfunction x() {", null)]
    public void Apply_PageRule_DropsOnlyFromLinesThatStay(string more, string? reason) =>
        Assert.Equal(reason, (Apply(Prose + more) as Verdict.Dropped)?.Reason.Id);

    [Fact]
    public void Apply_WithoutPunctuationRule_SeesTheBracket()
    {
        var filter = C4Filter.Create(new() { TerminalPunctuation = false }, new());
        Assert.Equal("c4.curly-bracket", Assert.IsType<Verdict.Dropped>(filter.Apply(Page(Prose + "\nfunction x() {"))).Reason.Id);
    }

    [Fact]
    public void Apply_FewSentences_DropsWithTheThreshold()
    {
        var dropped = Assert.IsType<Verdict.Dropped>(Apply("Only one sentence here."));
        Assert.Equal(("c4.too-few-sentences", "c4_sentences", 5.0), (dropped.Reason.Id, dropped.Signal, dropped.Threshold));
        Assert.Equal(1, dropped.Document.Signals["c4_sentences"]);
    }

    [Fact]
    public void Apply_LanguageWithoutTable_PassesLineRulesByAndSaysSo()
    {
        var kept = Assert.IsType<Verdict.Kept>(C4Filter.Create(new(), new()).Apply(Page("ถ้อยคำ") with { Language = "th" }));
        Assert.Equal(1, kept.Document.Signals["c4_no_table"]);
    }

    [Fact]
    public void Apply_Japanese_CountsItsSentences()
    {
        var text = "吾輩は猫である。名前はまだ無い。\nどこで生れたか？見当がつかぬ。\n何でも薄暗い所で泣いていた！";
        var kept = Assert.IsType<Verdict.Kept>(C4Filter.Create(new(), new()).Apply(Page(text) with { Language = "ja" }));
        Assert.Equal(5, kept.Document.Signals["c4_sentences"]);
    }

    [Theory]
    [InlineData(C4Dialect.Dolma, "This line is fine.\nThe word javascript is here.", "c4.javascript")]
    [InlineData(C4Dialect.Dolma, "This line is fine.\nno end", null)]
    [InlineData(C4Dialect.Dolma, "no end", "c4.empty")]
    [InlineData(C4Dialect.Dclm, "One line of five words.\nTwo lines of five words.\nThree lines of five words.", null)]
    [InlineData(C4Dialect.Dclm, "One line of four.\nTwo lines of five words.\nThree lines of five words.", "c4.too-few-sentences")]
    [InlineData(C4Dialect.Dclm, "nothing that ends", "c4.empty")]
    public void Apply_OtherDialects_FollowTheirOwnRules(C4Dialect dialect, string text, string? reason) =>
        Assert.Equal(reason, (C4Filter.Create(new() { Dialect = dialect }, new()).Apply(Page(text)) as Verdict.Dropped)?.Reason.Id);

    [Theory]
    [InlineData("en", "A Foul word here.", true)]
    [InlineData("en", "A foulness here.", false)]
    [InlineData("en", "It is very bad thing here.", true)]
    [InlineData("ja", "これは悪語です。", true)]
    [InlineData("en", "これは悪語です。", false)]
    public void Apply_BadWords_AreComparedByScript(string language, string text, bool bad)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "foul\nbad thing\n悪語\n");
        var filter = C4Filter.Create(new() { BadWords = path, MinSentences = 0, MinWordsPerLine = 0, TerminalPunctuation = false }, new());
        File.Delete(path);
        var verdict = filter.Apply(Page(text) with { Language = language });
        Assert.Equal(bad ? "c4.bad-word" : null, (verdict as Verdict.Dropped)?.Reason.Id);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("a[1]b[]c[edit]d[citation needed]e", "abcde")]
    [InlineData("[x][12", "[x][12")]
    [InlineData("[[1]]", "[]")]
    public void Remove_Citations(string text, string expected) =>
        Assert.Equal(expected, Citations.Remove(text, new char[text.Length]).ToString());

    static Verdict Apply(string text) => C4Filter.Create(new(), new()).Apply(Page(text));

    static Document Page(string text) => new() { Id = "1", Source = "crawl", Text = text, Provenance = new("a.warc", 0, 1) };
}
