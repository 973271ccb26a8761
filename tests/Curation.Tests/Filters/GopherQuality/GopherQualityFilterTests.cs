using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Filters.Gopher;
using Curation.Stages.Filters.GopherQuality;
using Curation.Tests.Filters.Parity;

namespace Curation.Tests.Filters.GopherQuality;

public sealed class GopherQualityFilterTests
{
    static readonly string s_prose = string.Join('\n', Enumerable.Repeat("The house of the rising sun has been with that town for ages.", 6));

    [Theory]
    [InlineData(GopherDialect.Datatrove)]
    [InlineData(GopherDialect.Dolma)]
    [InlineData(GopherDialect.DolmaV2)]
    [InlineData(GopherDialect.Dclm)]
    public void Apply_GoodProse_KeepsItWithAllSignals(GopherDialect dialect)
    {
        var kept = Assert.IsType<Verdict.Kept>(Apply(s_prose, dialect));
        Assert.Equal(GopherQualityFilter.Description.Signals.Select(s => s.Name), kept.Document.Signals.Select(s => s.Name));
        Assert.Same(s_prose, kept.Document.Text);
    }

    [Theory]
    [InlineData("short", "too-few-words")]
    [InlineData("a i o ", "short-words")]
    [InlineData("sesquipedalian antidisestablishment ", "long-words")]
    [InlineData("word # of the ", "too-many-hashes")]
    [InlineData("word \u2026 of the ", "too-many-ellipses")]
    [InlineData("- word of the town\n", "too-many-bullets")]
    [InlineData("more of the town and the houses of the town\u2026\n", "too-many-ellipsis-lines")]
    [InlineData("the 1234 of 5678 ", "too-few-alphabetic-words")]
    [InlineData("house town ages sun ", "too-few-stop-words")]
    public void Apply_BadText_GivesTheFirstReason(string piece, string reason) =>
        Assert.Equal(reason, Verdicts.ReasonOf(Apply(reason == "too-few-words" ? piece : string.Concat(Enumerable.Repeat(piece, 60)))));

    [Theory]
    [InlineData("de", "Das Haus und die Sonne sind in der Stadt. ")]
    [InlineData("fr", "La maison et le soleil sont dans la ville. ")]
    [InlineData("es", "La casa y el sol que están en la ciudad. ")]
    [InlineData("ru", "Дом и солнце, что всегда стоят на площади. ")]
    [InlineData("ja", "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。")]
    [InlineData("zh", "我们在北京大学学习，这是一个很好的学校。")]
    public void Apply_OtherLanguages_AreJudgedByTheirTables(string language, string sentence)
    {
        var text = string.Concat(Enumerable.Repeat(sentence, 20));
        var kept = Assert.IsType<Verdict.Kept>(Create(new()).Apply(Page(text) with { Language = language }));
        Assert.Equal(0, kept.Document.Signals["gopher_quality_no_table"]);
        // By the English words it has none.
        Assert.NotEqual("keep", Verdicts.ReasonOf(Create(new() { MinWords = 0, MaxWordLength = 1000, MinWordLength = 0 }).Apply(Page(text) with { Language = "en" })));
    }

    [Fact]
    public void Apply_LanguageWithoutTable_PassesStopWordsByAndSaysSo()
    {
        var kept = Assert.IsType<Verdict.Kept>(Create(new()).Apply(Page(string.Concat(Enumerable.Repeat("hús bær sól öld ", 30))) with { Language = "is" }));
        Assert.Equal(1, kept.Document.Signals["gopher_quality_no_table"]);
    }

    [Fact]
    public void Apply_Threshold_IsNamedWithItsSignal()
    {
        var dropped = Assert.IsType<Verdict.Dropped>(Create(new() { MinWords = 1000 }).Apply(Page(s_prose)));
        Assert.Equal(("gopher_quality_words", 1000.0), (dropped.Signal, dropped.Threshold));
    }

    [Fact]
    public void Validate_BadLimits_AreNamed()
    {
        var errors = new OptionErrors();
        new GopherQualityOptions { MinWords = 10, MaxWords = 5, MinAlphabeticRatio = 2 }.Validate(errors);
        Assert.Equal(2, errors.Messages.Count);
        Assert.StartsWith("maxWords", errors.Messages[0], StringComparison.Ordinal);
    }

    static Verdict Apply(string text, GopherDialect dialect = GopherDialect.Datatrove) => Create(new() { Dialect = dialect }).Apply(Page(text));

    static GopherQualityFilter Create(GopherQualityOptions options) => GopherQualityFilter.Create(options, new());

    static Document Page(string text) => new() { Id = "1", Source = "crawl", Text = text, Provenance = new("a.warc", 0, 1) };
}
