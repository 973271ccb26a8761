using System.Diagnostics;
using System.Globalization;
using Curation.Core.Errors;
using Curation.Ocr;
using Curation.Ocr.Tesseract;

namespace Curation.Tests.Ocr.Tesseract;

public sealed class TesseractEngineTests
{
    readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    public TesseractEngineTests() => OcrPrograms.TesseractOrSkip();

    /// <summary>The plain command has .000, .022 and .010.</summary>
    [Theory]
    [InlineData("tesseract-test/phototest.tif", "tesseract-test/phototest.gold.txt", 0.001)]
    [InlineData("tesseract-test/eurotext.tif", "tesseract-test/eurotext.txt", 0.0225)]
    [InlineData("ocrmypdf/linn.png", "ocrmypdf/linn.txt", 0.0104)]
    public async Task Recognize_Print_ErrsNoMoreThanTheCommand(string image, string text, double bound) =>
        Assert.InRange(await OcrData.ErrorAsync(new() { JoinLines = false }, image, text), 0, bound);

    /// <summary>Pages that lie on their side or head are set upright.</summary>
    [Theory]
    [InlineData("phototest-rotated-180.png")]
    [InlineData("phototest-rotated-L.png")]
    [InlineData("phototest-rotated-R.png")]
    public async Task Recognize_TurnedPage_ReadsItUpright(string image) =>
        Assert.InRange(await OcrData.ErrorAsync(new() { JoinLines = false }, $"tesseract-test/{image}", "tesseract-test/phototest.gold.txt"), 0, 0.03);

    [Fact]
    public async Task Recognize_ProcessKilled_AnotherTakesThePage()
    {
        var image = await PrintedPages.DrawAsync(200, PrintedPages.Lines(1));
        await using var engine = new TesseractEngine(new() { Workers = 1 });
        var expected = await engine.RecognizeAsync(image, _cancel);
        Signal("KILL", Assert.Single(engine.Idle));
        Assert.Equal(expected.Lines, (await engine.RecognizeAsync(image, _cancel)).Lines);

        // Killed while it has the page.
        var worker = Assert.Single(engine.Idle);
        Signal("STOP", worker);
        var page = engine.RecognizeAsync(image, _cancel);
        await Task.Delay(200, _cancel);
        Signal("KILL", worker);
        Assert.Equal(expected.Lines, (await page).Lines);
    }

    [Fact]
    public async Task Recognize_ProcessHangs_EndsItAndTheNextPageIsRead()
    {
        var image = await PrintedPages.DrawAsync(200, PrintedPages.Lines(1));
        await using var engine = new TesseractEngine(new() { Workers = 1 });
        var expected = await engine.RecognizeAsync(image, _cancel);
        await using var hasty = new TesseractEngine(new() { Workers = 1, TimeLimit = 8 });
        await WarmAsync(hasty, image);
        var worker = Assert.Single(hasty.Idle);
        Signal("STOP", worker);
        var error = await Assert.ThrowsAsync<OcrException>(() => hasty.RecognizeAsync(image, _cancel));
        Assert.Equal("engine-time", error.Cause);
        Assert.Empty(hasty.Idle);
        Assert.Equal(expected.Lines, (await engine.RecognizeAsync(image, _cancel)).Lines);
        Assert.False(Directory.Exists($"/proc/{worker}") && !IsZombie(worker), "the hanging process lives");
    }

    [Fact]
    public async Task Recognize_UnknownLanguage_EndsTheRunAndNamesThePackage()
    {
        await using var engine = new TesseractEngine(new() { Language = "xxx", Workers = 1 });
        var error = await Assert.ThrowsAsync<ConfigException>(() => engine.RecognizeAsync(PrintedPages.Inked(400, 300), _cancel));
        Assert.Contains("tesseract-ocr-xxx", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recognize_ManyPagesAtOnce_GivesWhatEachGivesAlone()
    {
        var images = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => PrintedPages.DrawAsync(200, PrintedPages.Lines(i))));
        await using var engine = new TesseractEngine(new() { Workers = 2 });
        var together = await Task.WhenAll(images.Select(i => engine.RecognizeAsync(i, _cancel)));
        for (var i = 0; i < images.Length; i++)
        {
            Assert.Equal(together[i].Lines, (await engine.RecognizeAsync(images[i], _cancel)).Lines);
            Assert.Equal(PrintedPages.Lines(i + 1), together[i].Lines.Select(l => l.Text));
        }
    }

    /// <summary>Reads a page in time, so that a process is there; on a busy machine its start may take longer than the limit.</summary>
    async Task WarmAsync(TesseractEngine engine, Curation.Ocr.Imaging.PageImage image)
    {
        for (var attempt = 0; !engine.Idle.Any() && attempt < 10; attempt++)
        {
            try { await engine.RecognizeAsync(image, _cancel); }
            catch (OcrException error) when (error.Cause == "engine-time") { /* Once more. */ }
        }
    }

    static bool IsZombie(int process) => File.ReadAllText($"/proc/{process}/stat").Split(") ")[1][0] == 'Z';

    static void Signal(string name, int process)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
