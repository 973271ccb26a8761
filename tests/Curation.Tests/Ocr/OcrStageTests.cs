using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Ocr;
using Curation.Ocr.Imaging;
using Curation.Tests.Ocr.Vlm;
using Curation.Tests.Pdf;

namespace Curation.Tests.Ocr;

public sealed class OcrStageTests
{
    const string Model = "test-model";

    public OcrStageTests() => OcrPrograms.TesseractOrSkip();

    [Fact]
    public async Task Apply_PagesOfSeveralRoutes_PutsEachTextInItsPlace()
    {
        var pdf = await PrintedPages.Printed(Long(1), size: 10).ScannedAsync(PrintedPages.Lines(2));
        pdf.Page("").Page(RawPdf.Lines(72, 720, 10, Long(3)));
        var document = OcrInput.Pdf(pdf);
        Assert.Equal([PageRoute.Text, PageRoute.Ocr, PageRoute.Blank, PageRoute.Text], PageList.Of(document).Select(p => p.Route));
        var kept = Assert.IsType<Verdict.Kept>(await OcrInput.ApplyAsync(new(), document)).Document;
        var pages = PageList.Of(kept);
        string Text(int page) => kept.Text.Substring(pages[page].Start, pages[page].Length);
        Assert.Contains("harbour of page 1", Text(0), StringComparison.Ordinal);
        Assert.Equal(PrintedPages.Flat(PrintedPages.Lines(2)), PrintedPages.Flat(Text(1)));
        Assert.Equal("", Text(2));
        Assert.Contains("harbour of page 3", Text(3), StringComparison.Ordinal);
        Assert.Equal((null, "tesseract", null, null), (pages[0].Engine, pages[1].Engine, pages[2].Engine, pages[3].Engine));
        Assert.True(pages[1] is { Confidence: > 0.8 and <= 1, Seconds: > 0, Signals.Count: > 0 });
        Assert.Equal((1, 1, 0, 0), ((int)kept.Signals["ocr_pages"]!, (int)kept.Signals["ocr_pages_tesseract"]!, (int)kept.Signals["ocr_pages_blank"]!, (int)kept.Signals["ocr_pages_failed"]!));
        Assert.Null(kept.Payload);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Apply_BlankPage_AsksNoEngineAndGivesAReason(bool grain)
    {
        await using var server = new VlmServer(Model, _ => new("A story that nobody wrote."));
        var page = PrintedPages.White(1700, 2200);
        if (grain)
        {
            var random = new Random(5);
            for (var i = 0; i < page.Pixels.Length; i++) page.Pixels[i] = (byte)random.Next(215, 245);
        }
        foreach (var options in new[] { Vlm(server), new OcrOptions() })
        {
            var dropped = Assert.IsType<Verdict.Dropped>(await OcrInput.ApplyAsync(options, OcrInput.Image(page)));
            Assert.Equal("ocr.no-text", dropped.Reason.Id);
            Assert.Equal("", dropped.Document.Text);
            Assert.Equal((PageRoute.Blank, "no-text"), (PageList.Of(dropped.Document)[0].Route, PageList.Of(dropped.Document)[0].Reason));
            Assert.Equal(1, dropped.Document.Signals["ocr_pages_blank"]);
        }
        Assert.Empty(server.Asked);
    }

    /// <summary>With the highest threshold each page is of low confidence.</summary>
    [Theory]
    [InlineData(LowConfidence.Keep, null)]
    [InlineData(LowConfidence.Mark, "low-confidence")]
    [InlineData(LowConfidence.Drop, "low-confidence")]
    public async Task Apply_PageOfLowConfidence_IsKeptMarkedOrDropped(LowConfidence choice, string? reason)
    {
        var options = new OcrOptions { MinConfidence = 1, LowConfidence = choice };
        var scan = OcrInput.Pdf(await PrintedPages.Printed(Long(1), size: 10).ScannedAsync(PrintedPages.Lines(2)));
        var kept = Assert.IsType<Verdict.Kept>(await OcrInput.ApplyAsync(options, scan)).Document;
        var page = PageList.Of(kept)[1];
        Assert.Equal(choice == LowConfidence.Drop ? "low-confidence" : reason ?? PageList.Of(scan)[1].Reason, page.Reason);
        Assert.Equal(choice != LowConfidence.Drop, kept.Text.Contains("harbour of page 2", StringComparison.Ordinal));
        Assert.InRange(page.Confidence!.Value, 0.8, 0.9999);
        Assert.Equal(1, kept.Signals["ocr_pages_low"]);

        var alone = await OcrInput.ApplyAsync(options, OcrInput.Pdf(await new RawPdf().ScannedAsync(PrintedPages.Lines(2))));
        if (choice != LowConfidence.Drop) Assert.IsType<Verdict.Kept>(alone);
        else Assert.Equal("ocr.low-confidence", Assert.IsType<Verdict.Dropped>(alone).Reason.Id);
    }

    [Fact]
    public async Task Apply_EngineFailsOnAPage_TheOtherTakesIt()
    {
        await using var server = new VlmServer(Model, r => r.Number == 0 ? new("no such image") { Status = 400 } : new("What the model read."));
        var document = OcrInput.Pdf(await (await new RawPdf().ScannedAsync(PrintedPages.Lines(1))).ScannedAsync(PrintedPages.Lines(2)));
        var kept = Assert.IsType<Verdict.Kept>(await OcrInput.ApplyAsync(Vlm(server) with { Fallback = OcrEngineChoice.Tesseract }, document)).Document;
        Assert.Equal(["tesseract", "vlm"], PageList.Of(kept).Select(p => p.Engine).Order(StringComparer.Ordinal));
        Assert.Contains("What the model read.", kept.Text, StringComparison.Ordinal);
        Assert.Contains("The harbour of page", kept.Text, StringComparison.Ordinal);
        Assert.Equal((1, 1), ((int)kept.Signals["ocr_pages_tesseract"]!, (int)kept.Signals["ocr_pages_vlm"]!));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Apply_FailedPages_AreCountedAgainstTheBudget(int failures, bool isKept)
    {
        await using var server = new VlmServer(Model, r => r.Number < failures ? new("no such image") { Status = 400 } : new("What the model read."));
        var pdf = new RawPdf();
        for (var page = 1; page <= 4; page++) await pdf.ScannedAsync(PrintedPages.Lines(page), dpi: 100);
        var verdict = await OcrInput.ApplyAsync(Vlm(server) with { MaxFailedPages = 0.5 }, OcrInput.Pdf(pdf));
        if (verdict is Verdict.Dropped dropped)
        {
            Assert.False(isKept);
            Assert.Equal("ocr.too-many-failures", dropped.Reason.Id);
            Assert.Contains("no such image", dropped.Detail, StringComparison.Ordinal);
            return;
        }
        var kept = Assert.IsType<Verdict.Kept>(verdict).Document;
        Assert.True(isKept);
        Assert.Equal(failures, kept.Signals["ocr_pages_failed"]);
        Assert.Equal(failures, PageList.Of(kept).Count(p => p is { Route: PageRoute.Failed, Reason: "server" }));
        Assert.Equal(4 - failures, kept.Text.Split("What the model read.").Length - 1);
    }

    [Fact]
    public async Task Apply_Again_TakesStoredPagesAndAsksOnlyForFailedOnes()
    {
        await using var server = new VlmServer(Model, r => r.Number == 1 ? new("no such image") { Status = 400 } : new("What the model read."));
        var services = new StageServices { Results = new MemoryResultStore() };
        var pdf = new RawPdf();
        for (var page = 1; page <= 3; page++) await pdf.ScannedAsync(PrintedPages.Lines(page), dpi: 100);
        await OcrInput.ApplyAsync(Vlm(server), services, OcrInput.Pdf(pdf));
        Assert.Equal(3, server.Asked.Count);
        var again = await OcrInput.ApplyAsync(Vlm(server), services, OcrInput.Pdf(pdf));
        Assert.Equal(4, server.Asked.Count);
        Assert.Equal(3, Assert.IsType<Verdict.Kept>(again[0]).Document.Signals["ocr_pages_vlm"]);
        var options = Vlm(server);
        await OcrInput.ApplyAsync(options with { Vlm = options.Vlm with { MaxTokens = 100 } }, services, OcrInput.Pdf(pdf));
        Assert.Equal(7, server.Asked.Count);
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("image/tiff")]
    [InlineData("image/jpeg")]
    public async Task Apply_DamagedImage_FailsWithAReason(string mediaType)
    {
        var file = PngWriter.Encode(PrintedPages.Inked(800, 600));
        var dropped = Assert.IsType<Verdict.Dropped>(await OcrInput.ApplyAsync(new(), OcrInput.Image(file[..(file.Length / 2)], mediaType)));
        Assert.Equal("ocr.too-many-failures", dropped.Reason.Id);
        Assert.NotNull(dropped.Detail);
    }

    [Fact]
    public async Task Apply_PageOfTenMetres_FailsAloneWithItsNumber()
    {
        OcrPrograms.TesseractOrSkip();
        var pdf = (await new RawPdf().ScannedAsync(PrintedPages.Lines(1), dpi: 150)).Page(RawPdf.Lines(20_000, 20_000, 100, ["Far out."]), box: "0 0 28346 28346");
        var document = PdfInput.Kept(pdf.ToBytes(), PdfInput.Here with { Ocr = Curation.Stages.Pdf.OcrUse.Always });
        var kept = Assert.IsType<Verdict.Kept>(await OcrInput.ApplyAsync(new(), document)).Document;
        Assert.Equal([PageRoute.Ocr, PageRoute.Failed], PageList.Of(kept).Select(p => p.Route));
        Assert.Equal("render", PageList.Of(kept)[1].Reason);
        var dropped = Assert.IsType<Verdict.Dropped>(await OcrInput.ApplyAsync(new() { MaxFailedPages = 0 }, document));
        Assert.Contains("page 2: the page is too large", dropped.Detail, StringComparison.Ordinal);
    }

    /// <summary>A PNG file of a few bytes that would take 3.6 GB of memory.</summary>
    [Fact]
    public async Task Apply_ImageBomb_IsRefusedByItsHeader()
    {
        OcrPrograms.TesseractOrSkip();
        var file = PngWriter.Encode(PrintedPages.Inked(800, 600));
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 60_000);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 60_000);
        var crc = new System.IO.Hashing.Crc32();
        crc.Append(file.AsSpan(12, 17));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), crc.GetCurrentHashAsUInt32());
        var dropped = Assert.IsType<Verdict.Dropped>(await OcrInput.ApplyAsync(new(), OcrInput.Image(file, "image/png")));
        Assert.Contains("60000 × 60000 pixels, more than 60,000,000", dropped.Detail, StringComparison.Ordinal);
    }

    static OcrOptions Vlm(VlmServer server) => new() { Engine = OcrEngineChoice.Vlm, Vlm = new() { Endpoint = server.Base, Model = Model, Profile = Curation.Ocr.Vlm.VlmProfileChoice.RolmOcr, Concurrency = 1 } };

    /// <summary>Enough text to be read from the text layer.</summary>
    static string[] Long(int page) => [.. Enumerable.Repeat(0, 8).SelectMany((_, i) => i == 0 ? PrintedPages.Lines(page) : PrintedPages.Lines(page).Select(l => l.Replace("harbour", $"pier number {i}", StringComparison.Ordinal)))];
}
