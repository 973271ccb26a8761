using System.Globalization;
using Curation.Core.Documents;
using Curation.Stages.Pdf;

namespace Curation.Tests.Pdf;

/// <summary>Routes of pages whose right route is known; the figures are those of docs/measurements/pdf.md.</summary>
public sealed class PdfRoutingTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Route_OfLabelledPages_IsRight()
    {
        var files = Files();
        Assert.SkipUnless(files.Length > 0, "needs PDF files: run `make run` first, which fetches some, or name a folder in CURATE_TEST_PDFS");
        Assert.SkipUnless(File.Exists("/usr/bin/pdftoppm"), "needs pdftoppm of the package poppler-utils");
        var pages = await LabelledPages.MakeAsync(files, 64);
        var extractor = PdfExtractor.Create(PdfInput.Here, new() { PayloadTaken = true });
        var counts = new SortedDictionary<(PageKind, PageRoute, string), int>();
        var (right, missed, wrong) = (0, 0, 0);
        foreach (var (kind, file) in pages)
        {
            var document = Assert.IsType<Verdict.Kept>(extractor.Extract(PdfInput.Of(file), TestContext.Current.CancellationToken)).Document;
            var page = Assert.Single(PageList.Of(document));
            counts[(kind, page.Route, page.Reason!)] = counts.GetValueOrDefault((kind, page.Route, page.Reason!)) + 1;
            var needsOcr = kind is PageKind.Scan or PageKind.ScanWithBadLayer or PageKind.WrongMap or PageKind.NoMap;
            if (needsOcr && page.Route == PageRoute.Ocr) right++;
            else if (needsOcr) missed++;
            else if (page.Route == PageRoute.Ocr) wrong++;
            if (kind == PageKind.Blank) Assert.Equal("", document.Text);
            if (page.Route == PageRoute.Ocr) Assert.NotNull(document.Payload);
        }
        foreach (var ((kind, route, reason), count) in counts) output.WriteLine($"{kind}: {route} ({reason}) {count}");
        var f1 = 2.0 * right / ((2 * right) + missed + wrong);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pages.Count} pages of {files.Length} files, F1 of \"needs OCR\" {f1:0.0000}: {missed} missed, {wrong} wrong"));
        Assert.True(pages.Count >= 300, $"{pages.Count} pages");
        Assert.True(f1 >= .97, $"F1 {f1}");
    }

    [Theory]
    [InlineData(OcrUse.Never, PageRoute.Text)]
    [InlineData(OcrUse.Always, PageRoute.Ocr)]
    public void Route_WhenAsked_IsThatOfTheOption(OcrUse use, PageRoute route)
    {
        var document = PdfInput.Kept(new RawPdf().Page(RawPdf.Lines(72, 700, 10, ["Text."])).Page("").ToBytes(), PdfInput.Here with { Ocr = use });
        Assert.Equal([route, PageRoute.Blank], PageList.Of(document).Select(p => p.Route));
        Assert.Equal(route == PageRoute.Text ? "Text." : "", document.Text);
    }

    /// <summary>Real files: those of the sample run, or a folder's.</summary>
    static string[] Files()
    {
        var folder = Environment.GetEnvironmentVariable("CURATE_TEST_PDFS") ?? Path.Combine(Repository.Root, "artifacts/sample-pdfs");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.pdf", SearchOption.AllDirectories).Where(f => new FileInfo(f) is { LinkTarget: null, Length: < 3 << 20 }).Order(StringComparer.Ordinal)] : [];
    }
}
