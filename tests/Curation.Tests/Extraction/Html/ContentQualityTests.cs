namespace Curation.Tests.Extraction.Html;

/// <summary>Quality of extraction on annotated pages of seven types; docs/measurements/extraction.md has the figures.</summary>
public sealed class ContentQualityTests(ITestOutputHelper output)
{
    [Fact]
    public void Extract_AnnotatedPages_ReachesTheAim()
    {
        var pages = AnnotatedPage.ReadAll();
        var scores = new List<(string Type, double Words, double Shingles, double With, double Without)>();
        foreach (var page in pages)
        {
            var text = page.Extract().Text;
            scores.Add((page.Type, ContentScore.WordF1(text, page.Content), ContentScore.ShingleF1(text, page.Content), Share(page.With, text), 1 - Share(page.Without, text)));
        }
        foreach (var type in scores.GroupBy(s => s.Type).OrderBy(g => g.Key, StringComparer.Ordinal).Append(scores.GroupBy(_ => "all").Single()))
            output.WriteLine($"{type.Key,-14} {type.Count(),4}  word F1 {type.Average(s => s.Words):F3}  shingle F1 {type.Average(s => s.Shingles):F3}  with {Mean(type.Select(s => s.With)):F3}  without {Mean(type.Select(s => s.Without)):F3}");
        Assert.InRange(scores.Average(s => s.Words), .87, 1);
        Assert.All(scores.GroupBy(s => s.Type), t => Assert.InRange(t.Average(s => s.Words), .70, 1));
    }

    [Fact]
    public void Extract_AnnotatedPages_FindsTitlesDatesAndAuthors()
    {
        var (titles, dates, authors) = (new List<bool>(), new List<bool>(), new List<bool>());
        foreach (var page in AnnotatedPage.ReadAll())
        {
            var document = page.Extract();
            if (page.Title is { Length: > 0 }) titles.Add(ContentScore.WordF1(document.Title ?? "", page.Title) >= .6);
            if (page.Date is { Length: >= 10 }) dates.Add(document.Date is { } date && Math.Abs((date - DateTimeOffset.Parse(page.Date[..10] + "T12:00Z", System.Globalization.CultureInfo.InvariantCulture)).TotalHours) <= 36);
            if (page.Author is { Length: > 0 }) authors.Add(document.Metadata.TryGetValue("author", out var author) && ContentScore.WordF1(author, page.Author) >= .6);
        }
        output.WriteLine($"titles {Rate(titles):F3} of {titles.Count}, dates {Rate(dates):F3} of {dates.Count}, authors {Rate(authors):F3} of {authors.Count}");
        Assert.True(Rate(titles) >= .8 && Rate(dates) >= .7 && Rate(authors) >= .5, $"titles {Rate(titles)}, dates {Rate(dates)}, authors {Rate(authors)}");
    }

    static double Rate(List<bool> hits) => hits.Count(h => h) / (double)hits.Count;

    static double Share(string[] snippets, string text) => snippets.Length == 0 ? double.NaN : snippets.Count(s => ContentScore.Holds(text, s)) / (double)snippets.Length;

    static double Mean(IEnumerable<double> values) => values.Where(v => !double.IsNaN(v)).DefaultIfEmpty().Average();
}
