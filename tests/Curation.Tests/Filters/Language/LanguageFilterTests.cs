using Curation.Core.Documents;
using Curation.Core.Models;
using Curation.Stages.Filters.Language;

namespace Curation.Tests.Filters.Language;

public sealed class LanguageFilterTests
{
    const string English = "The committee will meet again next week to discuss the results of the survey.";
    const string German = "Der Ausschuss trifft sich nächste Woche wieder, um die Ergebnisse der Umfrage zu besprechen.";

    [Fact]
    public void Apply_KeptLanguage_RecordsLanguageAndScore()
    {
        var kept = Assert.IsType<Verdict.Kept>(Apply(new() { Keep = ["en"] }, English));
        Assert.Equal("en", kept.Document.Language);
        Assert.InRange(kept.Document.LanguageScore!.Value, .65, 1);
        Assert.Equal(kept.Document.LanguageScore, kept.Document.Signals["language_score"]);
    }

    [Fact]
    public void Apply_OtherLanguage_DropsWithTheLanguageNamed()
    {
        var dropped = Assert.IsType<Verdict.Dropped>(Apply(new() { Keep = ["en"] }, German));
        Assert.Equal(("language.not-kept", "de", "de"), (dropped.Reason.Id, dropped.Detail, dropped.Document.Language));
    }

    [Fact]
    public void Apply_LowScore_DropsWithTheThreshold()
    {
        var dropped = Assert.IsType<Verdict.Dropped>(Apply(new() { MinScore = .9999 }, English + " " + German));
        Assert.Equal(("language.low-score", .9999), (dropped.Reason.Id, dropped.Threshold));
    }

    [Fact]
    public void Apply_LinesOfOneText_CountAsOne() => Assert.Equal(
        Assert.IsType<Verdict.Kept>(Apply(new(), English)).Document.LanguageScore,
        Assert.IsType<Verdict.Kept>(Apply(new(), English.Replace(' ', '\n'))).Document.LanguageScore);

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    public void Apply_NoText_Drops(string text) => Assert.Equal("language.no-text", Assert.IsType<Verdict.Dropped>(Apply(new(), text)).Reason.Id);

    static Verdict Apply(LanguageFilterOptions options, string text)
    {
        Assert.SkipUnless(File.Exists(Path.Combine(ModelStore.Default.Directory, "lid.176.ftz")), "needs the model lid.176.ftz (curate models pull)");
        return LanguageFilter.Create(options, new()).Apply(new() { Id = "1", Source = "crawl", Text = text, Provenance = new("f", 0, 1) });
    }
}
