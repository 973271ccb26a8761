using System.Text.Json;

namespace Curation.Encoders.Tokens;

/// <summary>A WordPiece vocabulary and what is done to texts before it is looked into.</summary>
sealed record WordPieceSettings
{
    /// <summary>Ids by piece.</summary>
    public required IReadOnlyDictionary<string, int> Vocabulary { get; init; }

    /// <summary>Whether letters are lower-cased.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>Whether accents are left out; unless said, where letters are lower-cased.</summary>
    public bool StripAccents { get; init; } = true;

    /// <summary>Whether control characters are left out.</summary>
    public bool Clean { get; init; } = true;

    /// <summary>Whether ideographs are words of their own.</summary>
    public bool SplitIdeographs { get; init; } = true;

    /// <summary>What stands before pieces within a word.</summary>
    public string Prefix { get; init; } = "##";

    /// <summary>The piece of words that the vocabulary cannot spell.</summary>
    public string Unknown { get; init; } = "[UNK]";

    /// <summary>Most characters of a word that is spelt.</summary>
    public int MaxWord { get; init; } = 100;

    /// <summary>Reads the root of a tokenizer.json.</summary>
    /// <exception cref="InvalidDataException">Words are not cut as BERT does it.</exception>
    public static WordPieceSettings OfTokenizer(JsonElement root)
    {
        var (model, normalizer) = (root.GetProperty("model"), root.Member("normalizer"));
        root.Member("pre_tokenizer").Expect("type", "BertPreTokenizer");
        normalizer.Expect("type", "BertNormalizer");
        var lower = normalizer.Flag("lowercase") ?? true;
        return new()
        {
            Vocabulary = model.GetProperty("vocab").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32(), StringComparer.Ordinal),
            LowerCase = lower,
            StripAccents = normalizer.Flag("strip_accents") ?? lower,
            Clean = normalizer.Flag("clean_text") ?? true,
            SplitIdeographs = normalizer.Flag("handle_chinese_chars") ?? true,
            Prefix = model.Text("continuing_subword_prefix") ?? "##",
            Unknown = model.Text("unk_token") ?? "[UNK]",
            MaxWord = model.TryGetProperty("max_input_chars_per_word", out var most) ? most.GetInt32() : 100,
        };
    }

    /// <summary>Reads a vocab.txt, and a tokenizer_config.json if it is there.</summary>
    public static WordPieceSettings OfVocabulary(string path, string? settings)
    {
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        var id = 0;
        foreach (var line in File.ReadLines(path)) vocabulary[line.TrimEnd()] = id++;
        using var json = JsonDocument.Parse(settings is null ? "{}"u8.ToArray() : File.ReadAllBytes(settings));
        var lower = json.RootElement.Flag("do_lower_case") ?? true;
        return new()
        {
            Vocabulary = vocabulary,
            LowerCase = lower,
            StripAccents = json.RootElement.Flag("strip_accents") ?? lower,
            SplitIdeographs = json.RootElement.Flag("tokenize_chinese_chars") ?? true,
        };
    }
}
