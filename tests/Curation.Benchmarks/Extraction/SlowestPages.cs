using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Curation.Core.Documents;
using Curation.Stages.Extraction.Html;

namespace Curation.Benchmarks.Extraction;

/// <summary>
/// The pages that take longest for their size: <c>Curation.Benchmarks pages FOLDER...</c>. The least of three times counts, since a pause of the machine
/// is not the page's; a page of less than 10 kB counts as one of 10 kB.
/// </summary>
static class SlowestPages
{
    const int Times = 3, Shown = 5, Least = 10_000;

    public static int Run(string[] folders)
    {
        var extractor = HtmlExtractor.Create(new(), new());
        var pages = folders.SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories)).Where(f => f.EndsWith(".html", StringComparison.Ordinal) || f.EndsWith(".html.gz", StringComparison.Ordinal));
        var taken = pages.Select(path => (Path: path, Bytes: Read(path))).Select(p => (p.Path, p.Bytes.Length, Seconds: Enumerable.Range(0, Times).Min(_ => Extract(extractor, p.Bytes)))).ToList();
        Console.WriteLine($"{taken.Count} pages, {taken.Sum(p => (long)p.Length) / 1e6:0} MB");
        foreach (var (path, length, seconds) in taken.OrderByDescending(p => p.Seconds / Math.Max(Least, p.Length)).Take(Shown))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3 * 1e5 / Math.Max(Least, length):0.0} ms per 100 kB: {length:n0} bytes, {seconds * 1e3:0.00} ms, {path}"));
        return 0;
    }

    static double Extract(HtmlExtractor extractor, byte[] page)
    {
        var document = new Document { Id = "page", Source = "bench", Provenance = new("bench", 0, 0), Payload = new() { Open = () => new MemoryStream(page), MediaType = "text/html" } };
        var started = Stopwatch.GetTimestamp();
        extractor.Extract(document, CancellationToken.None);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    static byte[] Read(string path)
    {
        if (!path.EndsWith(".gz", StringComparison.Ordinal)) return File.ReadAllBytes(path);
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        gzip.CopyTo(memory);
        return memory.ToArray();
    }
}
