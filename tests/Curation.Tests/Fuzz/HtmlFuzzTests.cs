using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Curation.Core.Documents;
using Curation.Stages.Extraction.Html;
using Curation.Tests.Markup.Html;

namespace Curation.Tests.Fuzz;

/// <summary>Damaged pages through the whole extractor: no crash, no stall, text that is well formed, in bounded memory.</summary>
public sealed class HtmlFuzzTests(ITestOutputHelper output)
{
    static readonly byte[][] s_tokens =
    [
        .. new[] { "<table>", "</table>", "<tr>", "<td>", "<b>", "</b>", "<a href=x>", "</a>", "<p>", "</p>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<svg>", "<math>",
            "<template>", "<select>", "<option>", "<textarea>", "<title>", "<plaintext>", "<frameset>", "&amp", "&#x", "&#55555555555;", "&notin;", "=\"", "='", "/>", "<", ">", "</", "<!", "\0",
            "<pre>\n", "<li>", "<ol>", "<h1>", "<br>", "<noscript>", "<body class=x>", "<html lang=q>", "<meta charset=gbk>", " style='display:none'", " class=\"nav menu\"",
            "<script type='application/ld+json'>{\"a\":", "<template shadowrootmode=open>", "\u00A0", "日本", "\uFEFF" }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xE2, 0x82], [0x1B, 0x24, 0x42], [0xFE, 0xFF],
    ];

    [Theory]
    [InlineData(HtmlTextFormat.Text)]
    [InlineData(HtmlTextFormat.Markdown)]
    public void Extract_MutatedPages_GivesTextWithinTimeAndMemory(HtmlTextFormat format)
    {
        var mutator = new Mutator(7 + (int)format, Corpus(), s_tokens);
        var options = new HtmlExtractorOptions { Format = format, MaxDepth = 64, MaxNodes = 20_000 };
        var (extractor, slowest) = (HtmlExtractor.Create(options, new()), 0.0);
        for (var i = 0; i < Mutator.Iterations; i++)
        {
            var input = mutator.Next();
            var (started, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                var document = Assert.IsType<Verdict.Kept>(extractor.Extract(Of(input), CancellationToken.None)).Document;
                Assert.True(IsWellFormed(document.Text), "lone surrogates");
                Assert.All(document.Structure!.Headings, h => Assert.InRange(h.Start, 0, document.Text.Length));
            }
            catch (Exception error)
            {
                Assert.Fail($"input {i}: {error}\n{Convert.ToBase64String(input)}");
            }
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            slowest = Math.Max(slowest, seconds);
            Assert.True(seconds < 5, $"input {i} took {seconds} s\n{Convert.ToBase64String(input)}");
            var memory = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Assert.True(memory < (16 << 20) + (200L * input.Length), $"input {i} of {input.Length} bytes took {memory} bytes");
        }
        output.WriteLine($"{Mutator.Iterations} pages, the slowest {slowest * 1000:F1} ms");
    }

    static Document Of(byte[] page) => new()
    {
        Id = "1",
        Source = "crawl",
        Provenance = new("fuzz", 0, page.Length),
        Payload = new() { Open = () => new MemoryStream(page), MediaType = "text/html" },
    };

    static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i]))) return false;
        return true;
    }

    /// <summary>The kept corpus, tag soup, and the small ones of the real pages where they are at hand.</summary>
    static List<byte[]> Corpus()
    {
        var corpus = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests/Curation.Tests/Fuzz/Corpus/html")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        corpus.AddRange(Enumerable.Range(0, 40).Select(i => Encoding.UTF8.GetBytes(TagSoup.Make(new Random(i), 60))));
        var real = Path.Combine(Repository.Data, "html/wcxb-dev168/dev/html");
        if (!Directory.Exists(real)) return corpus;
        foreach (var file in new DirectoryInfo(real).EnumerateFiles("*.gz").OrderBy(f => f.Length).ThenBy(f => f.Name, StringComparer.Ordinal).Take(12))
        {
            using var gzip = new GZipStream(file.OpenRead(), CompressionMode.Decompress);
            using var page = new MemoryStream();
            gzip.CopyTo(page);
            corpus.Add(page.ToArray().AsSpan(0, (int)Math.Min(page.Length, 20_000)).ToArray());
        }
        return corpus;
    }
}
