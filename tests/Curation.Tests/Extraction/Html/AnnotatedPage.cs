using System.IO.Compression;
using System.Text.Json;
using Curation.Core.Documents;
using Curation.Stages.Extraction.Html;

namespace Curation.Tests.Extraction.Html;

/// <summary>A page of the WCXB development sample with what people marked as its content.</summary>
sealed record AnnotatedPage(string Name, string Type, string Url, byte[] Html, string Content, string? Title, string? Author, string? Date, string[] With, string[] Without)
{
    /// <summary>All pages; skips the test where they are absent.</summary>
    public static List<AnnotatedPage> ReadAll()
    {
        var folder = Repository.DataOrSkip("html/wcxb-dev168/dev");
        return [.. Directory.EnumerateFiles(Path.Combine(folder, "ground-truth"), "*.json").Order(StringComparer.Ordinal).Select(f => Read(folder, f))];
    }

    /// <summary>What our extractor makes of it.</summary>
    public Document Extract(HtmlExtractorOptions? options = null) =>
        HtmlExtractor.Create(options ?? new(), new()).Extract(new()
        {
            Id = Name,
            Source = "crawl",
            Url = Url,
            Provenance = new(Name, 0, Html.Length),
            Payload = new() { Open = () => new MemoryStream(Html), MediaType = "text/html" },
        }, TestContext.Current.CancellationToken) is Verdict.Kept { Document: var document } ? document : throw new InvalidOperationException(Name);

    static AnnotatedPage Read(string folder, string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var (root, name) = (json.RootElement, Path.GetFileNameWithoutExtension(file));
        var truth = root.GetProperty("ground_truth");
        using var gzip = new GZipStream(File.OpenRead(Path.Combine(folder, "html", $"{name}.html.gz")), CompressionMode.Decompress);
        using var html = new MemoryStream();
        gzip.CopyTo(html);
        return new(name, root.GetProperty("_internal").GetProperty("page_type").GetProperty("primary").GetString()!, root.GetProperty("url").GetString()!, html.ToArray(),
            truth.GetProperty("main_content").GetString()!, Text("title"), Text("author"), Text("publish_date"), Texts("with"), Texts("without"));

        string? Text(string member) => truth.TryGetProperty(member, out var value) ? value.GetString() : null;

        string[] Texts(string member) => truth.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(e => e.GetString()!)] : [];
    }
}
