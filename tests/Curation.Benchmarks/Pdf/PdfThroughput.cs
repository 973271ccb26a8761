using System.Diagnostics;
using Curation.Benchmarks.EndToEnd;
using Curation.Core.Documents;
using Curation.Stages.Pdf;
using UglyToad.PdfPig;

namespace Curation.Benchmarks.Pdf;

/// <summary>Pages per second of processor time of a long manual, alternated in one run: PdfPig's letters, the whole extractor (text in reading order) and <c>pdftotext</c>.</summary>
static class PdfThroughput
{
    public static int Run(string file, int turns)
    {
        var bytes = File.ReadAllBytes(file);
        var extractor = PdfExtractor.Create(new() { Isolation = Isolation.This }, new());
        var pages = 0;
        var (raw, ours, command) = (0.0, 0.0, 0.0);
        for (var turn = 0; turn < turns; turn++)
        {
            raw = Math.Max(raw, Rate(() => pages = Letters(bytes)));
            ours = Math.Max(ours, Rate(() => _ = Text(extractor, bytes)));
            command = Math.Max(command, pages / Command(file));
            Console.WriteLine($"turn {turn + 1}: best so far, pages per CPU-second: PdfPig's letters {raw:n0}, extractor {ours:n0}, pdftotext {command:n0}");
        }
        Console.WriteLine($"{pages:n0} pages; peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20:n0} MB of all in one process");
        return 0;

        double Rate(Action read)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            read();
            return pages / (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        }
    }

    static int Letters(byte[] bytes)
    {
        using var document = PdfDocument.Open(bytes, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
        var letters = 0;
        for (var page = 1; page <= document.NumberOfPages; page++) letters += document.GetPage(page).Letters.Count;
        return letters == 0 ? 0 : document.NumberOfPages;
    }

    static int Text(PdfExtractor extractor, byte[] bytes) => extractor.Extract(new()
    {
        Id = "1",
        Source = "pdf",
        Provenance = new("manual.pdf", 0, bytes.Length),
        Payload = new() { Open = () => new MemoryStream(bytes), MediaType = "application/pdf" },
    }, default) is Verdict.Kept { Document: var document } ? document.Text.Length : throw new InvalidOperationException("The manual was not read.");

    /// <summary>Seconds of processor time.</summary>
    static double Command(string file)
    {
        var before = ChildrenCpu.Total;
        using (var process = Process.Start(new ProcessStartInfo("pdftotext", [file, "/dev/null"]))!) process.WaitForExit();
        return (ChildrenCpu.Total - before).TotalSeconds;
    }
}
