using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Curation.Core.Errors;
using Curation.Core.Statistics;

namespace Curation.Tests.Statistics;

public sealed class TokenCounterTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-tokens-").FullName;

    [Theory]
    [InlineData("o200k", "hello world", 2)]
    [InlineData("cl100k", "hello world", 2)]
    [InlineData("o200k", "", 0)]
    [InlineData("o200k", "tiktoken is great!", 6)]
    [InlineData("cl100k", "tiktoken is great!", 6)]
    public void Count_OfANamedTokenizer_IsItsOwn(string name, string text, int expected)
    {
        var counter = TokenCounters.Create(name);
        Assert.True(counter.IsExact);
        Assert.Equal(expected, counter.Count(text));
    }

    [Fact]
    public void Count_OfAVeryLongLine_ComesToAnEnd()
    {
        var counter = TokenCounters.Create("o200k");
        var line = string.Concat(Enumerable.Repeat("word ", 500_000));
        Assert.InRange(counter.Count(line), 500_000, 500_010);
    }

    [Fact]
    public void Create_OfAnUnknownName_NamesTheNearest() =>
        Assert.Contains("did you mean 'o200k'?", Assert.Throws<ConfigException>(() => TokenCounters.Create("o20k")).Message, StringComparison.Ordinal);

    [Fact]
    public void Create_OfATokenizerJson_CountsAsItsMerges()
    {
        // h e l o, space as Ġ; merges make "he", "ll", "hell", "hello": "hello hello" is hello + Ġ + hello.
        var path = Write("tokenizer.json", """
            { "pre_tokenizer": { "type": "ByteLevel", "add_prefix_space": false, "use_regex": true },
              "model": { "type": "BPE", "vocab": { "h": 0, "e": 1, "l": 2, "o": 3, "Ġ": 4, "he": 5, "ll": 6, "hell": 7, "hello": 8 },
                         "merges": ["h e", ["l", "l"], "he ll", "hell o"] } }
            """);
        var counter = TokenCounters.Create(path);
        Assert.True(counter.IsExact);
        Assert.Equal(1, counter.Count("hello"));
        Assert.Equal(3, counter.Count("hello hello"));
        Assert.Equal(4, counter.Count("hello hel"));
    }

    [Theory]
    [InlineData("""{ "model": { "type": "Unigram", "vocab": [] } }""", "Unigram")]
    [InlineData("""{ "pre_tokenizer": { "type": "Whitespace" }, "model": { "type": "BPE", "vocab": {}, "merges": [] } }""", "Whitespace")]
    [InlineData("""{ "pre_tokenizer": null, "model": { "type": "BPE", "vocab": {}, "merges": [] } }""", "byte-level")]
    [InlineData("[]", "not a tokenizer")]
    [InlineData("{", "not a tokenizer")]
    public void Create_OfAnUnsupportedFile_SaysWhy(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<ConfigException>(() => TokenCounters.Create(Write("other.json", json))).Message, StringComparison.Ordinal);

    [Fact]
    public void Create_OfRanks_CountsBytesAndTheirMerges()
    {
        var ranks = new StringBuilder();
        for (var i = 0; i < 256; i++) ranks.Append(System.Globalization.CultureInfo.InvariantCulture, $"{Convert.ToBase64String([(byte)i])} {i}\n");
        ranks.Append(System.Globalization.CultureInfo.InvariantCulture, $"{Convert.ToBase64String("ab"u8)} 256\n{Convert.ToBase64String("abc"u8)} 257\n");
        var counter = TokenCounters.Create(Write("small.tiktoken", ranks.ToString()));
        Assert.Equal(1, counter.Count("abc"));
        Assert.Equal(4, counter.Count("abcxé"));
    }

    [Fact]
    public void Create_OfAMissingFile_NamesIt() =>
        Assert.Contains("missing.json", Assert.Throws<ConfigException>(() => TokenCounters.Create(Path.Combine(_folder, "missing.json"))).Message, StringComparison.Ordinal);

    /// <summary>The error that docs/tokens.md states, over real texts of thirty languages.</summary>
    [Fact]
    public void Estimate_OfRealTexts_IsNearO200kInEveryLanguage()
    {
        var (estimate, exact) = (new TokenEstimate(), TokenCounters.Create("o200k"));
        var sums = new SortedDictionary<string, (long Estimated, long Exact)>(StringComparer.Ordinal);
        using var lines = new StreamReader(new GZipStream(File.OpenRead(Repository.DataOrSkip("parity/docs.jsonl.gz")), CompressionMode.Decompress));
        for (var i = 0; lines.ReadLine() is { } line; i++)
        {
            if (i % 5 != 0) continue;
            var document = JsonDocument.Parse(line).RootElement;
            var text = document.GetProperty("text").GetString()!;
            if (text.Length < 200 || document.GetProperty("source").GetString()!.Contains("synthetic", StringComparison.Ordinal)) continue;
            var path = document.GetProperty("path").GetString()!.Split('/');
            var language = path.Length > 6 && path[^2].Length is >= 2 and <= 5 ? path[^2] : "";
            text = text[..Math.Min(text.Length, 4000)];
            var (estimated, counted) = sums.GetValueOrDefault(language);
            sums[language] = (estimated + estimate.Count(text), counted + exact.Count(text));
        }
        var all = (Estimated: sums.Values.Sum(s => s.Estimated), Exact: sums.Values.Sum(s => s.Exact));
        Assert.True(all.Exact > 100_000, $"{all.Exact} tokens are too few to tell");
        Assert.InRange((double)all.Estimated / all.Exact, .95, 1.05);
        foreach (var (language, (estimated, counted)) in sums.Where(s => s.Value.Exact > 5000)) Assert.True(Math.Abs((double)estimated / counted - 1) < .16, $"{language}: {estimated} for {counted}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
