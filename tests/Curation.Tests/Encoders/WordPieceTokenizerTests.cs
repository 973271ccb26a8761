using System.Text.Json;
using Curation.Core.Errors;
using Curation.Encoders.Tokens;

namespace Curation.Tests.Encoders;

public sealed class WordPieceTokenizerTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-wordpiece-").FullName;

    [Theory]
    [InlineData("The cells divided.", "the cell ##s divide ##d .")]
    [InlineData("  a\tlemma,and\r\nits  proof!! ", "a lemma , and its proof ! !")]
    [InlineData("starring gossip", "star ##ring go ##ssip")]
    [InlineData("Über", "uber")]
    [InlineData("U\u0308ber", "uber")]
    [InlineData("中国cell", "中 国 cell")]
    [InlineData("1-1", "1 - 1")]
    [InlineData("19", "1 ##9")]
    [InlineData("cellx the", "[UNK] the")]
    [InlineData("c\u200Bell\u0000 \uFFFDthe", "cell the")]
    [InlineData("a\u000Bcell a\u0085cell", "[UNK] [UNK]")]
    [InlineData("a\u00A0cell\u2028a\u3000cell", "a cell a cell")]
    [InlineData("THE\u2014😀\U0001F600 the", "the [UNK] [UNK] the")]
    [InlineData("a [SEP] b", "a [UNK] [UNK] [UNK] [UNK]")]
    [InlineData("", "")]
    public void Encode_Text_GivesItsPieces(string text, string expected) => Assert.Equal(expected, Pieces(Tokenizer(new()), text, 512));

    [Fact]
    public void Encode_CasedModel_KeepsCaseAndAccents()
    {
        var cased = Tokenizer(new() { ["do_lower_case"] = false });
        Assert.Equal("[UNK] cell über", Pieces(cased, "The cell über", 512));
        Assert.Equal("[UNK] [UNK]", Pieces(Tokenizer(new() { ["do_lower_case"] = false, ["tokenize_chinese_chars"] = false }), "中国 国中", 512));
        Assert.Equal("uber", Pieces(Tokenizer(new() { ["do_lower_case"] = false, ["strip_accents"] = true }), "über", 512));
    }

    [Fact]
    public void Encode_WordOfManyCharacters_IsUnknownOnlyBeyondTheMost()
    {
        var tokenizer = Tokenizer(new(), [.. TinyBert.Vocabulary, "x", "##x"]);
        Assert.Equal(100 + 2, tokenizer.Encode(new('x', 100), 512).Length);
        Assert.Equal([2, 1, 3], tokenizer.Encode(new('x', 101), 512));
        Assert.Equal([2, 1, 3], tokenizer.Encode(string.Concat(Enumerable.Repeat("😀", 2_000_000)), 512));
    }

    [Fact]
    public void Encode_LongText_IsCutBehindTheMost()
    {
        var tokenizer = Tokenizer(new());
        var text = string.Concat(Enumerable.Repeat("starring ", 1_000_000));
        foreach (var most in new[] { 3, 4, 5, 512 })
        {
            var ids = tokenizer.Encode(text, most);
            Assert.Equal((most, 2, 3), (ids.Length, ids[0], ids[^1]));
            Assert.All(ids[1..^1].Select((id, i) => (id, i)), p => Assert.Equal(p.i % 2 == 0 ? 20 : 21, p.id));
        }
    }

    [Fact]
    public void Load_TokenizerJson_IsReadLikeTheVocabulary()
    {
        var json = Path.Combine(_folder, "tokenizer.json");
        object Describe(string model, bool lower) => new
        {
            normalizer = new { type = "BertNormalizer", clean_text = true, handle_chinese_chars = true, strip_accents = (bool?)null, lowercase = lower },
            pre_tokenizer = new { type = "BertPreTokenizer" },
            model = new { type = model, unk_token = "[UNK]", continuing_subword_prefix = "##", max_input_chars_per_word = 100, vocab = TinyBert.Vocabulary.Select((p, i) => (p, i)).ToDictionary(p => p.p, p => p.i) },
        };
        File.WriteAllText(json, JsonSerializer.Serialize(Describe("WordPiece", true)));
        Assert.Equal("the cell ##s uber", Pieces(EncoderTokenizers.Load([json]), "The cells Über", 512));
        File.WriteAllText(json, JsonSerializer.Serialize(Describe("WordPiece", false)));
        Assert.Equal("[UNK] cell über", Pieces(EncoderTokenizers.Load([json]), "The cell über", 512));
        File.WriteAllText(json, JsonSerializer.Serialize(Describe("BPE", true)));
        Assert.Contains("where ByteLevel is read", Assert.Throws<ConfigException>(() => EncoderTokenizers.Load([json])).Message, StringComparison.Ordinal);
        File.WriteAllText(json, "{}");
        Assert.Contains(json, Assert.Throws<ConfigException>(() => EncoderTokenizers.Load([json])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_VocabularyWithoutMarks_NamesTheMissingOne() =>
        Assert.Contains("[CLS]", Assert.Throws<ConfigException>(() => Tokenizer(new(), ["[UNK]", "the"])).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    IEncoderTokenizer Tokenizer(Dictionary<string, bool> settings, string[]? vocabulary = null)
    {
        var (pieces, config) = (Path.Combine(_folder, "vocab.txt"), Path.Combine(_folder, "tokenizer_config.json"));
        File.WriteAllLines(pieces, vocabulary ?? TinyBert.Vocabulary);
        File.WriteAllText(config, JsonSerializer.Serialize(settings));
        return EncoderTokenizers.Load([pieces, config]);
    }

    static string Pieces(IEncoderTokenizer tokenizer, string text, int most)
    {
        var ids = tokenizer.Encode(text, most);
        Assert.Equal((2, 3), (ids[0], ids[^1]));
        return string.Join(' ', ids[1..^1].Select(i => TinyBert.Vocabulary[i]));
    }
}
