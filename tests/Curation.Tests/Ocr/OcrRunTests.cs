using System.Globalization;
using System.Text;
using Curation.Core.Documents;
using Curation.Core.Reports;
using Curation.Tests.Pdf;
using Curation.Tests.Runtime;

namespace Curation.Tests.Ocr;

public sealed class OcrRunTests
{
    const string Folder = """{ "source": "pdf", "reader": "pdf", "paths": ["FOLDER/in/*.pdf"] }""";
    readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    public OcrRunTests() => OcrPrograms.TesseractOrSkip();

    [Fact]
    public async Task Run_FolderOfScansAndText_RoutesPageByPageAndAccountsForEach()
    {
        using var run = new OcrRun(Folder);
        for (var i = 0; i < 4; i++) await File.WriteAllBytesAsync(Path.Combine(run.Folder, "in", $"{i}.pdf"), await OcrRun.FileAsync(i, scans: i % 3), _cancel);
        await File.WriteAllBytesAsync(Path.Combine(run.Folder, "in", "blank.pdf"), new RawPdf().Page("").ToBytes(), _cancel);
        await File.WriteAllBytesAsync(Path.Combine(run.Folder, "in", "broken.pdf"), "%PDF-1.7\nno more"u8.ToArray(), _cancel);
        var (code, error) = await run.RunAsync();
        Assert.True(code == 0, error);
        var documents = run.Documents();
        Assert.Equal(4, documents.Count);
        foreach (var document in documents)
        {
            var number = int.Parse(Path.GetFileNameWithoutExtension(document.Provenance.Container), CultureInfo.InvariantCulture);
            var pages = PageList.Of(document);
            Assert.Equal([null, .. Enumerable.Repeat("tesseract", number % 3)], pages.Select(p => p.Engine));
            for (var page = 1; page < pages.Length; page++)
                Assert.Equal(PrintedPages.Flat(PrintedPages.Lines((1000 * number) + page)), PrintedPages.Flat(document.Text.Substring(pages[page].Start, pages[page].Length)));
        }
        var report = ReportFile.Read(await File.ReadAllBytesAsync(Path.Combine(run.Output, "report", "report.json"), _cancel), "report.json");
        foreach (var row in report.Funnel) Assert.Equal(row.In + row.Born, row.Kept + row.Reasons.Sum(r => r.Documents));
        Assert.Equal(4, report.Funnel.Single(r => r.Stage == "ocr").Kept);
        Assert.Equal(["extract", "ocr"], report.Pages.Select(p => p.Stage));
        Assert.Equal((4, 3, 1), (report.Pages[0].Routes["text"], report.Pages[0].Routes["ocr"], report.Pages[0].Routes["blank"]));
        var engine = Assert.Single(report.Pages[1].Engines);
        Assert.Equal(("tesseract", 3L, 3L), (engine.Key, engine.Value.Pages, engine.Value.Confidence.Count));
        Assert.True(engine.Value.Seconds > 0 && engine.Value.Confidence.Min > 0.5);
        Assert.Contains("Confidence of tesseract", await File.ReadAllTextAsync(Path.Combine(run.Output, "report", "index.html"), _cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_KilledWhileRecognising_RecognisesNoStoredPageAgainAndGivesTheSameBytes()
    {
        using var run = new OcrRun(Folder);
        for (var i = 0; i < 6; i++) await File.WriteAllBytesAsync(Path.Combine(run.Folder, "in", $"{i}.pdf"), await OcrRun.FileAsync(i, scans: 3), _cancel);
        var results = Path.Combine(run.Output, "results");
        var killed = 0;
        for (long before = 0; killed < 2; before = Size(results))
        {
            using var process = SampleRun.Start("run", run.RunFile, "--workers", "2");
            while (!process.HasExited && Size(results) <= before) await Task.Delay(20, _cancel);
            if (process.HasExited) break;
            process.Kill();
            killed++;
            await process.WaitForExitAsync(_cancel);
        }
        Assert.True(killed > 0, "no attempt lived long enough to be killed");
        var (code, error) = await run.RunAsync();
        Assert.True(code == 0, error);
        var resumed = run.Published();
        Assert.Equal(6, run.Documents().Count);
        Assert.Equal(18, run.Documents().Sum(d => d.Signals["ocr_pages_tesseract"]));

        // With its store of results the run gives the same bytes from the start, and its text is the same without.
        var texts = run.Documents().ToDictionary(d => d.Id, d => d.Text);
        foreach (var folder in Directory.GetDirectories(run.Output).Where(f => f != results)) Directory.Delete(folder, recursive: true);
        var stored = Size(results);
        (code, error) = await run.RunAsync();
        Assert.True(code == 0, error);
        Assert.Equal(resumed, run.Published());
        Assert.Equal(stored, Size(results));
        Directory.Delete(run.Output, recursive: true);
        (code, error) = await run.RunAsync();
        Assert.True(code == 0, error);
        Assert.Equal(texts, run.Documents().ToDictionary(d => d.Id, d => d.Text));
    }

    /// <summary>Preemption, and a scheduler's notice ahead of its limit, in the middle of a task.</summary>
    [Theory]
    [InlineData("TERM")]
    [InlineData("USR1")]
    public async Task Work_ToldToLeaveWhileRecognising_GoesOnBehindItsCheckpoint(string signal)
    {
        using var run = new OcrRun(Folder);
        await File.WriteAllTextAsync(run.RunFile, (await File.ReadAllTextAsync(run.RunFile, _cancel)).Replace("\"bytes\": 20000", "\"bytes\": 100000000", StringComparison.Ordinal), _cancel);
        for (var i = 0; i < 8; i++) await File.WriteAllBytesAsync(Path.Combine(run.Folder, "in", $"{i}.pdf"), await OcrRun.FileAsync(i, scans: 2), _cancel);
        var (code, error) = await SampleRun.RunAsync("work", run.RunFile, "--step", "00-read", "--tasks", "0");
        Assert.True(code == 0, error);
        string[] work = ["work", run.RunFile, "--step", "01-ocr", "--tasks", "0", "--workers", "2"];
        string[] Parts() => [.. Directory.EnumerateFiles(Path.Combine(run.Output, "steps"), "t000000.p*.json", SearchOption.AllDirectories).Where(f => f.Contains("01-ocr", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        using (var process = SampleRun.Start(work))
        {
            var said = process.StandardError.ReadToEndAsync(_cancel);
            while (Parts().Length == 0 && !process.HasExited) await Task.Delay(20, _cancel);
            System.Diagnostics.Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
            await process.WaitForExitAsync(_cancel);
            Assert.Equal(Core.Errors.ExitCode.Resumable, process.ExitCode);
            Assert.Contains("the same command continues", await said, StringComparison.Ordinal);
        }
        var parts = Parts().ToDictionary(p => p, File.ReadAllBytes);
        Assert.InRange(parts.Count, 1, 3);
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(run.Output, "steps"), "t000000.json", SearchOption.AllDirectories), f => f.Contains("01-ocr", StringComparison.Ordinal));
        (code, error) = await SampleRun.RunAsync(work);
        Assert.True(code == 0, error);
        // The input's end lies behind the fourth part: a last one without documents.
        Assert.Equal(5, Parts().Length);
        Assert.All(parts, p => Assert.Equal(p.Value, File.ReadAllBytes(p.Key)));
        (code, error) = await run.RunAsync();
        Assert.True(code == 0, error);
        Assert.Equal(8, run.Documents().Count);
        Assert.Equal(16, run.Documents().Sum(d => d.Signals["ocr_pages_tesseract"]));
    }

    [Fact]
    public async Task Run_PdfInWarc_FlowsThroughTheSameStages()
    {
        using var run = new OcrRun("""{ "source": "crawl", "reader": "warc", "paths": ["FOLDER/in/*.warc"], "options": { "maxRecordBytes": 4000000 } }""");
        var warc = new MemoryStream();
        Write(warc, "https://example.org/scan.pdf", "application/pdf", await OcrRun.FileAsync(1, scans: 1));
        Write(warc, "https://example.org/page.html", "text/html", Encoding.UTF8.GetBytes($"<html><body><article><p>{string.Join(' ', PrintedPages.Lines(5))}</p></article></body></html>"));
        Write(warc, "https://example.org/large.pdf", "application/pdf", [.. await OcrRun.FileAsync(2, scans: 1), .. new byte[4_000_000]]);
        await File.WriteAllBytesAsync(Path.Combine(run.Folder, "in", "crawl.warc"), warc.ToArray(), _cancel);
        var (code, error) = await run.RunAsync();
        Assert.True(code == 0, error);
        var documents = run.Documents().ToDictionary(d => d.Url!);
        Assert.Equal(["https://example.org/page.html", "https://example.org/scan.pdf"], documents.Keys.Order(StringComparer.Ordinal));
        Assert.Contains(PrintedPages.Flat(PrintedPages.Lines(1001)), PrintedPages.Flat(documents["https://example.org/scan.pdf"].Text), StringComparison.Ordinal);
        var (_, output, notes) = await SampleRun.OutputAsync("why", run.RunFile, "https://example.org/large.pdf");
        var why = output + notes;
        Assert.Contains("failed.limit", why, StringComparison.Ordinal);
        Assert.Contains("maxRecordBytes", why, StringComparison.Ordinal);
    }

    static void Write(MemoryStream warc, string url, string mediaType, byte[] body)
    {
        byte[] block = [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {mediaType}\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
        warc.Write(Encoding.ASCII.GetBytes($"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-02T03:04:05Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{body.Length:x12}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {block.Length}\r\n\r\n"));
        warc.Write(block);
        warc.Write("\r\n\r\n"u8);
    }

    /// <summary>Bytes of whole results; files that are being written have another name.</summary>
    static long Size(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.log", SearchOption.AllDirectories).Sum(LengthOf) : 0;

    static long LengthOf(string file) => new FileInfo(file) is { Exists: true } info ? info.Length : 0;
}
