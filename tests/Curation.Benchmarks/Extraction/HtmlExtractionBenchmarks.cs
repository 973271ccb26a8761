using System.IO.Compression;
using System.Text;
using BenchmarkDotNet.Attributes;
using Curation.Core.Documents;
using Curation.Stages.Extraction.Html;
using Curation.Stages.Markup.Html;

namespace Curation.Benchmarks.Extraction;

/// <summary>
/// Pages to text, as the pipeline does it: main content and all facts. The baseline inflates the same pages, so that a ratio of 4 is a quarter
/// of <see cref="GZipStream"/>'s rate. The pages are the annotated ones that quality is judged by, where they are at hand, else generated ones.
/// </summary>
[MemoryDiagnoser]
public class HtmlExtractionBenchmarks
{
    readonly HtmlExtractor _extractor = HtmlExtractor.Create(new(), new());
    readonly HtmlExtractor _markdown = HtmlExtractor.Create(new() { Format = HtmlTextFormat.Markdown }, new());
    readonly HtmlTree _tree = new();
    readonly PageBlocks _blocks = new();
    readonly byte[] _buffer = new byte[1 << 16];
    byte[][] _pages = [], _deflated = [];

    /// <summary>Reads or makes the pages.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var data = Environment.GetEnvironmentVariable("CURATE_TEST_DATA") ?? Path.Combine(Checkout(AppContext.BaseDirectory), "..", "shared", "data");
        var folder = Path.Combine(data, "html", "wcxb-dev168", "dev", "html");
        _deflated = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.gz").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)]
            : [.. Enumerable.Range(0, 100).Select(i => Deflate(Generate(new Random(i))))];
        _pages = [.. _deflated.Select(Inflate)];
    }

    [Benchmark(Baseline = true)]
    public long Inflate()
    {
        var total = 0L;
        foreach (var page in _deflated)
        {
            using var gzip = new GZipStream(new MemoryStream(page), CompressionMode.Decompress);
            while (gzip.Read(_buffer) is > 0 and var read) total += read;
        }
        return total;
    }

    [Benchmark]
    public int Tree()
    {
        var nodes = 0;
        foreach (var page in _pages)
        {
            HtmlTreeBuilder.Parse(page, _tree, HtmlLimits.Default);
            nodes += _tree.Count;
        }
        return nodes;
    }

    [Benchmark]
    public int TreeAndBlocks()
    {
        var blocks = 0;
        foreach (var page in _pages)
        {
            HtmlTreeBuilder.Parse(page, _tree, HtmlLimits.Default);
            BlockReader.Read(page, _tree, _blocks, marks: false, CancellationToken.None);
            blocks += _blocks.Count;
        }
        return blocks;
    }

    [Benchmark]
    public long Text() => Extract(_extractor);

    [Benchmark]
    public long Markdown() => Extract(_markdown);

    long Extract(HtmlExtractor extractor)
    {
        var units = 0L;
        foreach (var page in _pages)
        {
            var document = new Document
            {
                Id = "1",
                Source = "crawl",
                Provenance = new("bench", 0, page.Length),
                Payload = new() { Open = () => new MemoryStream(page), MediaType = "text/html" },
            };
            units += ((Verdict.Kept)extractor.Extract(document, CancellationToken.None)).Document.Text.Length;
        }
        return units;
    }

    static string Checkout(string folder) => File.Exists(Path.Combine(folder, "Curation.sln")) ? folder : Checkout(Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new InvalidOperationException("The benchmarks do not run inside a checkout."));

    static byte[] Inflate(byte[] deflated)
    {
        using var gzip = new GZipStream(new MemoryStream(deflated), CompressionMode.Decompress);
        using var page = new MemoryStream();
        gzip.CopyTo(page);
        return page.ToArray();
    }

    static byte[] Deflate(byte[] page)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(page);
        return memory.ToArray();
    }

    static byte[] Generate(Random random)
    {
        var page = new StringBuilder("<!DOCTYPE html><html lang=en><head><title>Page</title><style>").Append('a', 20_000).Append("</style></head><body><nav class=menu><ul>");
        for (var i = 0; i < 60; i++) page.Append("<li class=\"menu-item menu-item-type-post\"><a href=\"/section/").Append(i).Append("\">Entry ").Append(i).Append("</a></li>");
        page.Append("</ul></nav><main class=\"site-main\"><article>");
        for (var i = random.Next(20, 80); i > 0; i--)
        {
            page.Append("<p class=\"wp-block-paragraph\">");
            for (var w = random.Next(20, 120); w > 0; w--) page.Append((char)('a' + random.Next(26)), random.Next(1, 10)).Append(w % 11 == 0 ? ", " : " ");
            page.Append("end.</p>\n");
        }
        return Encoding.UTF8.GetBytes(page.Append("</article></main><script>").Append('x', 30_000).Append("</script><footer>Imprint</footer></body></html>").ToString());
    }
}
