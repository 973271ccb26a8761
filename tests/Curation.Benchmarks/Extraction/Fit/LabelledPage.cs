using System.IO.Compression;
using System.Text.Json;
using Curation.Stages.Extraction.Html;
using Curation.Stages.Markup.Html;
using Curation.Tests.Extraction.Html;

namespace Curation.Benchmarks.Extraction.Fit;

/// <summary>A page that people annotated: the features of its blocks, how much of each block is content, and how many words it has.</summary>
sealed class LabelledPage
{
    const int Run = 4;
    static readonly HtmlExtractorOptions s_options = new();

    readonly byte[] _html;
    readonly string? _url;

    LabelledPage(string type, byte[] html, string? url, string content)
    {
        (Type, _html, _url, Content) = (type, html, url, content);
        Measure();
    }

    /// <summary>Kind of page: article, forum, …</summary>
    public string Type { get; }

    /// <summary>Its content, as annotated.</summary>
    public string Content { get; }

    /// <summary>Features, a row a block.</summary>
    public List<float[]> Features { get; } = [];

    /// <summary>Share of each block that is content, 0 to 1.</summary>
    public List<double> Labels { get; } = [];

    /// <summary>Words of each block.</summary>
    public List<int> Words { get; } = [];

    /// <summary>The pages of a folder with the layout of the WCXB benchmark, in ordinal order of their names.</summary>
    public static List<LabelledPage> ReadAll(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, "ground-truth"), "*.json").Order(StringComparer.Ordinal).Select(f => Read(folder, f))];

    /// <summary>The text that a model keeps of the page.</summary>
    public string Extract(ContentModel model) => new PageReader(model).Read(_html, _url, s_options, CancellationToken.None).Text;

    static LabelledPage Read(string folder, string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        using var gzip = new GZipStream(File.OpenRead(Path.Combine(folder, "html", $"{Path.GetFileNameWithoutExtension(file)}.html.gz")), CompressionMode.Decompress);
        using var html = new MemoryStream();
        gzip.CopyTo(html);
        var root = json.RootElement;
        return new(root.GetProperty("_internal").GetProperty("page_type").GetProperty("primary").GetString()!, html.ToArray(),
            root.GetProperty("url").GetString(), root.GetProperty("ground_truth").GetProperty("main_content").GetString()!);
    }

    void Measure()
    {
        var (tree, blocks) = (new HtmlTree(), new PageBlocks());
        HtmlTreeBuilder.Parse(_html, tree, new(s_options.MaxDepth, s_options.MaxNodes), CancellationToken.None);
        var facts = PageFacts.Read(_html, tree, _url);
        BlockReader.Read(_html, tree, blocks, false, CancellationToken.None);
        var content = ContentScore.Words(Content);
        var runs = Runs(content).ToHashSet(StringComparer.Ordinal);
        var phrases = $" {string.Join(' ', content)} ";
        new MainContent(ContentModel.Default).Visit(blocks, facts.Title, facts.Metadata.GetValueOrDefault("description"), (i, features) =>
        {
            var words = ContentScore.Words(blocks.TextOf(blocks.Blocks[i]).ToString());
            if (words.Count == 0) return;
            Features.Add(features.ToArray());
            Words.Add(words.Count);
            Labels.Add(words.Count < Run
                ? phrases.Contains($" {string.Join(' ', words)} ", StringComparison.Ordinal) ? 1 : 0
                : Runs(words).Count(runs.Contains) / (double)(words.Count - Run + 1));
        });
    }

    static IEnumerable<string> Runs(List<string> words) =>
        Enumerable.Range(0, Math.Max(0, words.Count - Run + 1)).Select(i => string.Join(' ', words.GetRange(i, Run)));
}
