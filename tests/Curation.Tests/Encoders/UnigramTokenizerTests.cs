using System.Text.Json;
using Curation.Core.Errors;
using Curation.Encoders.Tokens;

namespace Curation.Tests.Encoders;

public sealed class UnigramTokenizerTests : IDisposable
{
    const int First = 0, Last = 2, Unknown = 3;
    static readonly (string From, string To)[] s_map = [("\n", " "), ("\t", " "), ("\u00A0", " "), ("ﬁ", "fi"), ("Ａ", "A"), ("e\u0301", "é"), ("½", "1\u20442"), ("\u0001", ""), ("\u3000", " ")];
    static readonly (string Piece, double Score)[] s_vocabulary = Vocabulary();

    readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("curate-unigram-").FullName, "tokenizer.json");

    [Fact]
    public void Encode_TextsOfManyKinds_EqualsTheBestOfAllSpellings()
    {
        var tokenizer = Load(Describe());
        var random = new Random(4);
        string[] parts = ["the", "water", " ", "  ", "s", "é", "中", "国", "ﬁne", "\n", "▁", "x", "qq", "\U0001F600", "<mask>", "1", "er", "wa"];
        foreach (var text in Enumerable.Range(0, 300).Select(_ => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => parts[random.Next(parts.Length)]))))
            Assert.Equal([First, .. Oracle(text.Replace("ﬁ", "fi", StringComparison.Ordinal)), Last], tokenizer.Encode(text, 1000));
    }

    [Theory]
    [InlineData("the\u00A0water\tthe", "▁the ▁water ▁the")]
    [InlineData("ﬁ ½", "▁ f i ▁ 1 ? 2")]
    [InlineData("e\u0301", "▁ é")]
    [InlineData("the\u0001water", "▁the wa ter")]
    [InlineData("\u3000 the ", "▁the")]
    [InlineData("\U0001F600zz\u0416 the", "▁ ? ▁the")]
    [InlineData("a\uD800", "▁ a ?")]
    [InlineData("", "")]
    public void Encode_Text_GivesItsPieces(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Load(Describe()).Encode(text, 100)[1..^1].Select(i => i == Unknown ? "?" : s_vocabulary[i].Piece)));

    [Fact]
    public void Encode_WithoutWhitespaceSplit_KeepsBlanksOfARun()
    {
        var tokenizer = Load(Describe(split: false));
        string Pieces(string text) => string.Join(' ', tokenizer.Encode(text, 100)[1..^1].Select(i => i == Unknown ? "?" : s_vocabulary[i].Piece));
        Assert.Equal("▁the ▁ ▁the ▁", Pieces("the  the "));
        Assert.Equal("▁the", Pieces(" the"));
        Assert.Equal("", Pieces(""));
    }

    [Fact]
    public void Encode_LongText_IsCutBehindTheMost()
    {
        var tokenizer = Load(Describe());
        int the = Array.FindIndex(s_vocabulary, v => v.Piece == "▁the"), wa = Array.FindIndex(s_vocabulary, v => v.Piece == "wa");
        Assert.Equal([First, .. Enumerable.Repeat(the, 62), Last], tokenizer.Encode(string.Concat(Enumerable.Repeat("the\n", 10_000_000)), 64));
        // White space that makes no tokens is read over, block by block.
        Assert.Equal([First, the, Last], tokenizer.Encode(new string(' ', 1_000_000) + "the", 64));
        Assert.Equal(wa, tokenizer.Encode(string.Concat(Enumerable.Repeat("wa", 10_000_000)), 64)[30]);
        Assert.Equal([First, Array.FindIndex(s_vocabulary, v => v.Piece == "▁"), Unknown, Last], tokenizer.Encode(new string('q', 200), 64));
    }

    [Fact]
    public void Load_FilesOfOtherKinds_SaysWhatIsNotKnown()
    {
        string Fails(object file) => Assert.Throws<ConfigException>(() => Load(file)).Message;
        Assert.Contains("byte_fallback", Fails(Describe(fallback: true)), StringComparison.Ordinal);
        Assert.Contains("without unk_id", Fails(Describe(unknown: null)), StringComparison.Ordinal);
        Assert.Contains("precompiled_charsmap of 3 bytes", Fails(Describe(map: "AAAA")), StringComparison.Ordinal);
        Assert.Contains("0 pre_tokenizers", Fails(new { model = new { type = "Unigram" } }), StringComparison.Ordinal);
    }

    /// <summary>Damaged tables of characters are refused or read within their bounds: fixed seed.</summary>
    [Fact]
    public void Apply_DamagedMap_ReadsNothingBeyondIt()
    {
        var (bytes, random, read) = (Convert.FromBase64String(CharacterMapFile.Base64(s_map)), new Random(3), 0);
        for (var round = 0; round < 300; round++)
        {
            var damaged = bytes.ToArray();
            for (var i = 0; i < 200; i++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (round % 4 == 0) damaged = damaged[..random.Next(damaged.Length)];
            CharacterMap map;
            try { map = CharacterMap.Read(Convert.ToBase64String(damaged)); }
            catch (InvalidDataException) { continue; }
            Assert.NotNull(map.Apply("the ﬁne ½ Ａ e\u0301 \u00A0\u3000\n中国\U0001F600"));
            read++;
        }
        Assert.InRange(read, 1, 300);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    /// <summary>The best of all ways to spell each word, tried one by one from its end.</summary>
    static int[] Oracle(string text)
    {
        var ids = new List<int>();
        var words = text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(w => w.StartsWith('▁') ? w : "▁" + w);
        foreach (var word in words.SelectMany(w => w.Split('▁')[1..].Select(p => "▁" + p)))
        {
            var path = Best(word, []).Ids;
            for (var i = 0; i < path.Length; i++)
            {
                if (path[i] != Unknown || i == 0 || path[i - 1] != Unknown) ids.Add(path[i]);
            }
        }
        return [.. ids];
    }

    static (double Score, int[] Ids) Best(string rest, Dictionary<string, (double, int[])> known)
    {
        if (rest.Length == 0) return (0, []);
        if (known.TryGetValue(rest, out var best)) return best;
        var unit = char.IsHighSurrogate(rest[0]) ? 2 : 1;
        var starts = s_vocabulary.Select((v, id) => (v.Piece, v.Score, Id: id)).Where(v => v.Id > Unknown && rest.StartsWith(v.Piece, StringComparison.Ordinal)).ToList();
        if (starts.All(s => s.Piece.Length != unit)) starts.Add((rest[..unit], s_vocabulary.Min(v => v.Score) - 10, Unknown));
        best = starts.Select(s => (Start: s, Behind: Best(rest[s.Piece.Length..], known))).Select(p => (p.Start.Score + p.Behind.Score, (int[])[p.Start.Id, .. p.Behind.Ids])).MaxBy(p => p.Item1);
        return known[rest] = best;
    }

    static (string, double)[] Vocabulary()
    {
        string[] pieces = ["▁", "▁the", "▁water", "▁wat", "wa", "ter", "er", "t", "h", "e", "w", "a", "s", "▁s", "the", "é", "中", "中国", "国", "f", "i", "ne", "n", "1", "2", "x", "<", ">", "m", "k", "▁a", "A"];
        var random = new Random(12);
        // Scores that no two sums of have alike, so that the best spelling is one.
        return [("<s>", 0), ("<pad>", 0), ("</s>", 0), ("<unk>", 0), .. pieces.Select(p => (p, p switch { "▁a" => -30, "t" => -4, _ => -2 - 10 * random.NextDouble() / p.Length }))];
    }

    static object Describe(bool split = true, bool fallback = false, int? unknown = Unknown, string? map = null) => new
    {
        added_tokens = new[] { "<s>", "<pad>", "</s>", "<unk>", "<mask>" }.Select((content, id) => new { id, content, special = true, lstrip = content == "<mask>" }).ToArray(),
        normalizer = new { type = "Sequence", normalizers = new object[] { new { type = "Precompiled", precompiled_charsmap = map ?? CharacterMapFile.Base64(s_map) } } },
        pre_tokenizer = split
            ? (object)new { type = "Sequence", pretokenizers = new object[] { new { type = "WhitespaceSplit" }, new { type = "Metaspace", replacement = "▁", add_prefix_space = true } } }
            : new { type = "Metaspace", replacement = "▁", prepend_scheme = "always", split = true },
        post_processor = new
        {
            type = "TemplateProcessing",
            single = new object[] { new { SpecialToken = new { id = "<s>", type_id = 0 } }, new { Sequence = new { id = "A", type_id = 0 } }, new { SpecialToken = new { id = "</s>", type_id = 0 } } },
            special_tokens = new Dictionary<string, object> { ["<s>"] = new { id = "<s>", ids = new[] { First } }, ["</s>"] = new { id = "</s>", ids = new[] { Last } } },
        },
        model = new { type = "Unigram", unk_id = unknown, byte_fallback = fallback, vocab = s_vocabulary.Select(v => new object[] { v.Piece, v.Score }).ToArray() },
    };

    IEncoderTokenizer Load(object file)
    {
        File.WriteAllText(_path, JsonSerializer.Serialize(file));
        return EncoderTokenizers.Load([_path]);
    }
}
