using System.Text.Json;
using Curation.Core.Errors;

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

    /// <summary>Reads tokenizer.json, or vocab.txt with tokenizer_config.json if it is there.</summary>
    /// <exception cref="ConfigException">They cannot be read or describe another tokenizer.</exception>
    public static WordPieceSettings Load(IReadOnlyList<string> files)
    {
        try
        {
            return files[0].EndsWith(".json", StringComparison.Ordinal) ? OfTokenizer(files[0]) : OfVocabulary(files[0], files.ElementAtOrDefault(1));
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException or InvalidDataException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ConfigException($"encoder-classifier: {files[0]}: expected a WordPiece tokenizer as BERT has it, found {error.Message}", error);
        }
    }

    static WordPieceSettings OfTokenizer(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var model = json.RootElement.GetProperty("model");
        Expect(model, "type", "WordPiece");
        Expect(json.RootElement.GetProperty("pre_tokenizer"), "type", "BertPreTokenizer");
        var normalizer = json.RootElement.GetProperty("normalizer");
        Expect(normalizer, "type", "BertNormalizer");
        var lower = Flag(normalizer, "lowercase") ?? true;
        return new()
        {
            Vocabulary = model.GetProperty("vocab").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32(), StringComparer.Ordinal),
            LowerCase = lower,
            StripAccents = Flag(normalizer, "strip_accents") ?? lower,
            Clean = Flag(normalizer, "clean_text") ?? true,
            SplitIdeographs = Flag(normalizer, "handle_chinese_chars") ?? true,
            Prefix = model.TryGetProperty("continuing_subword_prefix", out var prefix) ? prefix.GetString()! : "##",
            Unknown = model.TryGetProperty("unk_token", out var unknown) ? unknown.GetString()! : "[UNK]",
            MaxWord = model.TryGetProperty("max_input_chars_per_word", out var most) ? most.GetInt32() : 100,
        };
    }

    static WordPieceSettings OfVocabulary(string path, string? settings)
    {
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        var id = 0;
        foreach (var line in File.ReadLines(path)) vocabulary[line.TrimEnd()] = id++;
        using var json = JsonDocument.Parse(settings is null ? "{}"u8.ToArray() : File.ReadAllBytes(settings));
        var lower = Flag(json.RootElement, "do_lower_case") ?? true;
        return new()
        {
            Vocabulary = vocabulary,
            LowerCase = lower,
            StripAccents = Flag(json.RootElement, "strip_accents") ?? lower,
            SplitIdeographs = Flag(json.RootElement, "tokenize_chinese_chars") ?? true,
        };
    }

    static bool? Flag(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetBoolean() : null;

    static void Expect(JsonElement element, string name, string expected)
    {
        var found = element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetString() : "nothing";
        if (found != expected) throw new InvalidDataException($"{found} where {expected} is read; other tokenizers (BPE, Unigram) are not known here");
    }
}
