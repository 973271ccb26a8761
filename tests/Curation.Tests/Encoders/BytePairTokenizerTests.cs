using System.Text;
using System.Text.Json;
using Curation.Core.Errors;
using Curation.Encoders.Tokens;

namespace Curation.Tests.Encoders;

public sealed class BytePairTokenizerTests : IDisposable
{
    static readonly BytePairOracle s_oracle = BytePairOracle.Train(500);
    readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("curate-bpe-").FullName, "tokenizer.json");

    [Theory]
    [InlineData("it's", "it|'s")]
    [InlineData("We'll see, they'd say", "We|'ll|Ġsee|,|Ġthey|'d|Ġsay")]
    [InlineData("IT'S", "IT|'|S")]
    [InlineData("a  b", "a|Ġ|Ġb")]
    [InlineData("a \n\n b 12x", "a|ĠĊĊ|Ġb|Ġ12|x")]
    [InlineData("end  ", "end|ĠĠ")]
    [InlineData("x=\"'s'\"", "x|=\"'|s|'\"")]
    [InlineData(" 's", "Ġ'|s")]
    [InlineData("é中", "Ã©ä¸Ń")]
    [InlineData("\U0001D400b\U0001F600", "ðĿĲĢb|ðŁĺĢ")]
    [InlineData("\u00A0x", "Âł|x")]
    public void Word_Text_IsCutAsGpt2DoesIt(string text, string expected)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var length = ByteLevel.Word(text.AsSpan(at));
            words.Add(string.Concat(Encoding.UTF8.GetBytes(text.Substring(at, length)).Select(b => ByteLevel.Letters[b])));
            at += length;
        }
        Assert.Equal(expected, string.Join('|', words));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Encode_TextsOfManyKinds_EqualsTheOracle(bool blankBefore, bool pairsInOneText)
    {
        var tokenizer = Load(Describe(blankBefore: blankBefore, pairsInOneText: pairsInOneText));
        var random = new Random(9);
        string[] parts = ["the ", "water", "'s", "  ", "\n", "é", "中国", "\u0301", "2026", "!?", "\t", "weir", " river", "'", "<s>", "ß", "\u00A0", "…", "x", "zz"];
        foreach (var text in Enumerable.Range(0, 400).Select(_ => string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => parts[random.Next(parts.Length)]))))
        {
            var shown = blankBefore && text.Length > 0 && text[0] != ' ' ? " " + text : text;
            Assert.Equal([0, .. s_oracle.Encode(shown), 2], tokenizer.Encode(text, 100_000));
        }
    }

    [Fact]
    public void Encode_LongText_IsCutBehindTheMost()
    {
        var tokenizer = Load(Describe());
        foreach (var text in new[] { string.Concat(Enumerable.Repeat("the water ", 3_000_000)), new string('x', 30_000_000), new string(' ', 30_000_000) })
        {
            var start = s_oracle.Encode(text[..20_000]);
            Assert.Equal([0, .. start.Take(62), 2], tokenizer.Encode(text, 64));
        }
    }

    [Fact]
    public void Encode_ModernBertsParts_AreReadToo()
    {
        // Canonical composition, runs of blanks that are tokens of their own, marks by a template, and whole words before merges.
        var file = Describe(new { type = "NFC" }, [new { id = 900, content = "    ", special = false, normalized = true }, new { id = 901, content = "  ", special = false, normalized = true }, new { id = 902, content = "[MASK]", special = true, normalized = false }], Template, wholeFirst: true);
        var tokenizer = Load(file);
        Assert.Equal([7, .. s_oracle.Encode("é"), 8], tokenizer.Encode("e\u0301", 64));
        Assert.Equal([7, .. s_oracle.Encode("a"), 900, 901, .. s_oracle.Encode(" water"), 8], tokenizer.Encode("a       water", 64));
        Assert.Equal([7, .. s_oracle.Encode("[MASK]"), 8], tokenizer.Encode("[MASK]", 64));
        Assert.Equal([7, .. s_oracle.Encode("a\uFFFDb"), 8], tokenizer.Encode("a\uD800b", 64));
    }

    [Fact]
    public void Load_FilesOfOtherKinds_SaysWhatIsNotKnown()
    {
        string Fails(object file) => Assert.Throws<ConfigException>(() => Load(file)).Message;
        Assert.StartsWith($"encoder-classifier: {_path}: ", Fails(new { model = new { type = "WordLevel" } }), StringComparison.Ordinal);
        Assert.Contains("a model of type WordLevel", Fails(new { model = new { type = "WordLevel" } }), StringComparison.Ordinal);
        Assert.Contains("Whitespace where ByteLevel is read", Fails(new { pre_tokenizer = new { type = "Whitespace" }, model = new { type = "BPE" } }), StringComparison.Ordinal);
        Assert.Contains("a normalizer BertNormalizer", Fails(Describe(new { type = "BertNormalizer" })), StringComparison.Ordinal);
        Assert.Contains("lstrip", Fails(Describe(added: [new { id = 900, content = "x", special = false, lstrip = true }])), StringComparison.Ordinal);
        Assert.Contains("post_processors", Fails(Describe(processor: new { type = "ByteLevel" })), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    static object Template => new
    {
        type = "TemplateProcessing",
        single = new object[] { new { SpecialToken = new { id = "[CLS]", type_id = 0 } }, new { Sequence = new { id = "A", type_id = 0 } }, new { SpecialToken = new { id = "[SEP]", type_id = 0 } } },
        special_tokens = new Dictionary<string, object> { ["[CLS]"] = new { id = "[CLS]", ids = new[] { 7 }, tokens = new[] { "[CLS]" } }, ["[SEP]"] = new { id = "[SEP]", ids = new[] { 8 }, tokens = new[] { "[SEP]" } } },
    };

    static object Describe(object? normalizer = null, object[]? added = null, object? processor = null, bool blankBefore = false, bool pairsInOneText = false, bool wholeFirst = false) => new
    {
        added_tokens = added ?? [new { id = 0, content = "<s>", special = true, lstrip = false }, new { id = 1, content = "<mask>", special = true, lstrip = true }],
        normalizer,
        pre_tokenizer = new { type = "ByteLevel", add_prefix_space = blankBefore, trim_offsets = true, use_regex = true },
        post_processor = processor ?? new { type = "RobertaProcessing", sep = new object[] { "</s>", 2 }, cls = new object[] { "<s>", 0 }, trim_offsets = true, add_prefix_space = blankBefore },
        model = new
        {
            type = "BPE",
            dropout = (double?)null,
            continuing_subword_prefix = "",
            end_of_word_suffix = "",
            ignore_merges = wholeFirst,
            vocab = s_oracle.Vocabulary,
            merges = s_oracle.Merges.Select(m => pairsInOneText ? (object)$"{m.Left} {m.Right}" : new[] { m.Left, m.Right }).ToArray(),
        },
    };

    IEncoderTokenizer Load(object file)
    {
        File.WriteAllText(_path, JsonSerializer.Serialize(file));
        return EncoderTokenizers.Load([_path]);
    }
}
