using System.Globalization;
using Curation.Core.Documents;
using Curation.Tests.Ocr.Vlm;
using Curation.Tests.Pdf;
using Curation.Tests.Processes;
using Curation.Tests.Runtime;

namespace Curation.Tests.Ocr;

/// <summary>Memory of long documents, the program and all its processes together; the figures are those of docs/measurements/ocr.md.</summary>
public sealed class OcrMemoryTests(ITestOutputHelper output) : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-long-").FullName;
    readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_TwoThousandPagesOfText_TakesLessThanAGigabyte() =>
        Assert.InRange(await PeakAsync(await PrintedAsync(2000, lines: 40), """{ "workers": 2 }""", 2000), 0, 1_000_000_000);

    [Fact]
    public async Task Run_ManyScannedPages_HoldsFewOfThem()
    {
        OcrPrograms.TesseractOrSkip();
        await using var server = new VlmServer("test-model", r => new($"What stands on page {r.Number}."));
        var options = $$"""{ "engine": "vlm", "vlm": { "endpoint": "{{server.Base}}", "model": "test-model", "profile": "rolmOcr", "concurrency": 4 } }""";
        Assert.InRange(await PeakAsync(await ScannedAsync(300), options, 300), 0, 600_000_000);
        Assert.Equal(300, server.Asked.Count);
    }

    [Fact, Trait("Tier", "all")]
    public async Task Run_TwoThousandScannedPages_TakesLessThanAGigabyte()
    {
        OcrPrograms.TesseractOrSkip();
        Assert.InRange(await PeakAsync(await ScannedAsync(2000), """{ "workers": 2 }""", 2000), 0, 1_000_000_000);
    }

    /// <summary>Runs a file through extraction and recognition; every page must be accounted for.</summary>
    async Task<long> PeakAsync(string file, string options, int pages)
    {
        var run = Path.Combine(_folder, "run.json");
        await File.WriteAllTextAsync(run, $$"""
            { "name": "long", "seed": 7, "input": { "source": "pdf", "reader": "pdf", "paths": ["{{file}}"] },
              "stages": [ { "stage": "extract" }, { "stage": "ocr", "options": {{options}} } ],
              "output": { "directory": "{{_folder}}/out" } }
            """, _cancel);
        using var process = SampleRun.Start("run", run, "--workers", "2");
        var error = process.StandardError.ReadToEndAsync(_cancel);
        var peak = await ProcessTree.PeakMemoryAsync(process, _cancel);
        Assert.True(process.ExitCode == 0, await error);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pages} pages, {new FileInfo(file).Length / 1e6:0} MB: peak {peak / 1e6:0} MB"));
        using var reader = Core.Shards.ShardReader.Open(File.OpenRead(Assert.Single(Directory.GetFiles(Path.Combine(_folder, "out", "shards")))), "shard");
        var document = Assert.Single(reader.Documents());
        Assert.Equal(pages, PageList.Of(document).Count(p => p.Length > 0));
        return peak;
    }

    async Task<string> PrintedAsync(int pages, int lines)
    {
        var pdf = new RawPdf();
        for (var page = 1; page <= pages; page++) pdf.Page(RawPdf.Lines(72, 720, 12, Enumerable.Range(0, lines / 4).SelectMany(_ => PrintedPages.Lines(page))));
        var file = Path.Combine(_folder, "printed.pdf");
        await File.WriteAllBytesAsync(file, pdf.ToBytes(), _cancel);
        return file;
    }

    async Task<string> ScannedAsync(int pages)
    {
        var scan = Path.Combine(_folder, "scan.pdf");
        var (code, error) = await SampleRun.RunAsync("sample", "scan", await PrintedAsync(pages, lines: 4), "--output", scan, "--pages", pages.ToString(CultureInfo.InvariantCulture));
        Assert.True(code == 0, error);
        return scan;
    }
}
