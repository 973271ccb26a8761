using Curation.Core.Documents;
using Curation.Stages.Filters.Gopher;
using Curation.Stages.Filters.GopherRepetition;
using Curation.Tests.Filters.Parity;

namespace Curation.Tests.Filters.GopherRepetition;

public sealed class GopherRepetitionFilterTests
{
    static readonly string s_prose = string.Join(' ', Enumerable.Range(0, 200).Select(i => $"word{i}"));

    [Theory]
    [InlineData(GopherDialect.Datatrove)]
    [InlineData(GopherDialect.Dolma)]
    [InlineData(GopherDialect.DolmaV2)]
    [InlineData(GopherDialect.Dclm)]
    public void Apply_NothingRepeated_KeepsItWithAllSignals(GopherDialect dialect)
    {
        var kept = Assert.IsType<Verdict.Kept>(Apply(s_prose, dialect));
        Assert.Equal(GopherRepetitionFilter.Description.Signals.Select(s => s.Name), kept.Document.Signals.Select(s => s.Name));
        Assert.Equal(0, kept.Document.Signals["gopher_repetition_duplicate_5_grams"]);
    }

    [Theory]
    [InlineData(GopherDialect.Datatrove)]
    [InlineData(GopherDialect.Dolma)]
    [InlineData(GopherDialect.Dclm)]
    public void Apply_EmptyText_IsNamed(GopherDialect dialect) => Assert.Equal("empty", Verdicts.ReasonOf(Apply("", dialect)));

    [Theory]
    [InlineData(GopherDialect.Datatrove, "a b\n\na b\n\na b\n\nc d", "duplicate-paragraphs")]
    [InlineData(GopherDialect.Datatrove, "a b\na b\na b\nc d", "duplicate-lines")]
    [InlineData(GopherDialect.Dolma, "a b\na b\na c\nc d", "duplicate-lines")]
    [InlineData(GopherDialect.Dclm, "a b\na b\na c\nc d", "duplicate-lines")]
    [InlineData(GopherDialect.Datatrove, "the long line of words\nx\ny\nz\nthe long line of words", "duplicate-line-characters")]
    [InlineData(GopherDialect.Datatrove, "ab cd ab cd ab cd", "top-2-gram")]
    [InlineData(GopherDialect.Dclm, "the same words here again and the same words here again or so", "duplicate-5-grams")]
    public void Apply_RepeatedText_GivesTheFirstReason(GopherDialect dialect, string text, string reason)
    {
        var options = new GopherRepetitionOptions { Dialect = dialect };
        if (reason.StartsWith("duplicate-5", StringComparison.Ordinal)) options = options with { MaxTop2Gram = 1, MaxTop3Gram = 1, MaxTop4Gram = 1 };
        Assert.Equal(reason, Verdicts.ReasonOf(GopherRepetitionFilter.Create(options, new()).Apply(Page(text))));
    }

    [Fact]
    public void Apply_AfterAGiantText_MeasuresTheNextAlike()
    {
        var before = Verdicts.SignalsOf(Apply(s_prose)).ToArray();
        Assert.IsType<Verdict.Dropped>(Apply(string.Concat(Enumerable.Repeat("one two three four five six seven ", 60_000))));
        Assert.Equal(before, Verdicts.SignalsOf(Apply(s_prose)));
    }

    static Verdict Apply(string text, GopherDialect dialect = GopherDialect.Datatrove) =>
        GopherRepetitionFilter.Create(new() { Dialect = dialect }, new()).Apply(Page(text));

    static Document Page(string text) => new() { Id = "1", Source = "crawl", Text = text, Provenance = new("a.warc", 0, 1) };
}
