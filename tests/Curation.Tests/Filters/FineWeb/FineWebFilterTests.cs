using Curation.Core.Documents;
using Curation.Stages.Filters.FineWeb;

namespace Curation.Tests.Filters.FineWeb;

public sealed class FineWebFilterTests
{
    const string Long = "This line has more than thirty characters";

    [Theory]
    [InlineData(Long + ".\n" + Long + " too.", null)]
    [InlineData(" \n\n", "fineweb-quality.empty")]
    [InlineData(Long + "\n" + Long + " too", "fineweb-quality.line-punctuation")]
    [InlineData(Long + "\u3002\n" + Long + "\U00011F43", null)]
    [InlineData("Short.\nShorter.\nNo.", "fineweb-quality.short-lines")]
    [InlineData(Long + ".\n" + Long + ".", "fineweb-quality.duplicate-characters")]
    [InlineData(Long + ".\n\n\n\n\n\n\n\n" + Long + " too.", "fineweb-quality.list")]
    public void Apply_Text_GivesTheFirstReason(string text, string? reason) =>
        Assert.Equal(reason, (Filter().Apply(Page(text)) as Verdict.Dropped)?.Reason.Id);

    [Fact]
    public void Apply_AnyText_RecordsAllSignals()
    {
        var dropped = Assert.IsType<Verdict.Dropped>(Filter().Apply(Page("a b\na b")));
        Assert.Equal(FineWebFilter.Description.Signals.Select(s => s.Name), dropped.Document.Signals.Select(s => s.Name));
        Assert.Equal(0.5, dropped.Document.Signals["fineweb_quality_duplicate_character_ratio"]);
        Assert.Equal(0.25, dropped.Document.Signals["fineweb_quality_new_line_ratio"]);
    }

    [Fact]
    public void Apply_NoPunctuationByOption_Passes() =>
        Assert.IsType<Verdict.Kept>(FineWebFilter.Create(new() { ExcludeZeroPunctuation = true }, new()).Apply(Page(Long)));

    static FineWebFilter Filter() => FineWebFilter.Create(new(), new());

    static Document Page(string text) => new() { Id = "1", Source = "crawl", Text = text, Provenance = new("a.warc", 0, 1) };
}
