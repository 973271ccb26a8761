using Curation.Cli.Reports;
using Curation.Core.Reports;
using Curation.Core.Statistics;
using Microsoft.Playwright;

namespace Curation.Tests.Reports;

/// <summary>The page as a browser shows it.</summary>
public sealed class ReportBrowserTests
{
    const string Browser = "/usr/bin/chromium";

    [Fact]
    public async Task Page_OfHostileTexts_RunsNoneOfThemAndFitsAPhone()
    {
        Assert.SkipUnless(File.Exists(Browser), $"needs Chromium at {Browser} (infra/setup/browser.sh)");
        var folder = Directory.CreateTempSubdirectory("curate-browser-").FullName;
        try
        {
            var path = Path.Combine(folder, "index.html");
            await File.WriteAllTextAsync(path, ReportPage.Render(Report()), TestContext.Current.CancellationToken);
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Browser,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
            var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 390, Height = 800 } });
            var (errors, fetched, dialogs) = (new List<string>(), new List<string>(), 0);
            page.Console += (_, message) => { if (message.Type is "error" or "warning") errors.Add(message.Text); };
            page.PageError += (_, error) => errors.Add(error);
            page.Request += (_, request) => { if (!request.Url.StartsWith("file:", StringComparison.Ordinal)) fetched.Add(request.Url); };
            page.Dialog += (_, dialog) => { dialogs++; _ = dialog.DismissAsync(); };
            await page.GotoAsync($"file://{path}");
            Assert.Equal(1, await page.Locator("h1").CountAsync());
            Assert.Equal("<img src=x onerror=alert(1)>", await page.Locator("article.kept blockquote").InnerTextAsync());
            Assert.Equal(1, await page.Locator(".reasons:visible").CountAsync());
            await page.SelectOptionAsync("#reason", "b.two");
            Assert.Equal("b.two", await page.Locator(".reasons:visible").GetAttributeAsync("data-reason"));
            Assert.Equal("", await page.EvaluateAsync<string>(
                "[...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll, svg, .shares bdi') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120)).join(' | ')"));
            Assert.Empty(errors);
            Assert.Empty(fetched);
            Assert.Equal(0, dialogs);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static RunReport Report() => new()
    {
        Run = new("<script>alert(0)</script>", new string('a', 32), new string('b', 32), 1, true, "1.0", ["a@1"], "icu", "estimate", false),
        Corpus = new(60, 6000, 1500),
        Inputs = [new() { Name = "crawl", Source = "crawl", Reader = "warc", Records = 100, Documents = 99, Reasons = [new("failed.record", "Damaged.", 1)] }],
        Funnel = [new() { Step = "00-read", Stage = "a", Inputs = ["crawl"], In = 99, Kept = 60, CharactersIn = 9000, CharactersOut = 6000, TokensIn = 2000, TokensOut = 1500, Reasons = [new("a.one", "One.", 30) { Signal = "a_words", Thresholds = [50] }, new("b.two", "Two.", 9)] }],
        Signals = [new() { Signal = "a_words", Stage = "a", Step = "00-read", Meaning = "Words & <more>.", Thresholds = [50], Kept = Values(60, 500), Dropped = Values(1, 50) }],
        Lengths = Values(100, 5000),
        Languages = [new("en", 60, 1500)],
        Hosts = new() { Distinct = 1, Top = [new("a-rather-long-host-name.with-many-labels.and.more.example.org", 60)] },
        Shards = [new($"00000-of-00001-{new string('0', 16)}.parquet", 60, 12345, 6000, 1500, new string('0', 32))],
        Samples =
        [
            new() { Reason = "", Id = "1", Url = "javascript:alert(2)", Excerpt = "<img src=x onerror=alert(1)>" },
            new() { Reason = "a.one", Id = "2", Signal = "a_words", Value = 7, Threshold = 50, Url = "https://example.org/" + new string('x', 300), Excerpt = new string('y', 600) },
            new() { Reason = "b.two", Id = "3", Excerpt = "</blockquote></main><script>alert(3)</script>", Detail = "\"><svg onload=alert(4)>" },
        ],
    };

    static Distribution Values(int from, int to)
    {
        var builder = new HistogramBuilder();
        for (var i = from; i < to; i++) builder.Add(i);
        return Distribution.Of(builder.Build());
    }
}
