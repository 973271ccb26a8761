using System.Text.Json;
using System.Text.RegularExpressions;
using Curation.Core.Errors;
using Microsoft.ML.Tokenizers;

namespace Curation.Core.Statistics;

/// <summary>Reads tokenizers from files: byte-level BPE of Hugging Face's <c>tokenizer.json</c>, and tiktoken's ranks.</summary>
static class TokenizerFile
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>How o200k splits a text into words (openai/tiktoken, <c>openai_public.py</c>).</summary>
    const string O200kWords =
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
        + @"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
        + @"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>How GPT-2 splits a text into words: what <c>ByteLevel</c> of Hugging Face does unless told otherwise.</summary>
    const string Gpt2Words = @"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    public static ITokenCounter Load(string path) => new TokenizerCounter(Path.GetFileName(path), Read(path));

    /// <exception cref="ConfigException">The file cannot be used.</exception>
    public static Tokenizer Read(string path)
    {
        try
        {
            return path.EndsWith(".json", StringComparison.Ordinal) ? Json(path) : Ranks(path);
        }
        catch (Exception error) when (error is IOException or JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException or UnauthorizedAccessException)
        {
            throw new ConfigException($"output.tokens: {path} is not a tokenizer that can be read ({error.Message}); expected a tokenizer.json with a byte-level BPE, or ranks of tiktoken", error);
        }
    }

    static TiktokenTokenizer Ranks(string path) => TiktokenTokenizer.Create(path, Words(O200kWords), normalizer: null);

    static BpeTokenizer Json(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var model = json.RootElement.GetProperty("model");
        var type = model.TryGetProperty("type", out var t) ? t.GetString() : "BPE";
        if (type != "BPE") throw new FormatException($"its model is {type}");
        var (words, byteLevel) = json.RootElement.TryGetProperty("pre_tokenizer", out var pre) && pre.ValueKind == JsonValueKind.Object ? Splitter(pre) : (null, false);
        if (!byteLevel) throw new FormatException("its BPE is not byte-level");
        if (json.RootElement.TryGetProperty("normalizer", out var normalizer) && normalizer.ValueKind == JsonValueKind.Object)
            throw new FormatException($"it has a normalizer ({normalizer.GetProperty("type").GetString()}), which is not supported");
        return BpeTokenizer.Create(new BpeOptions(model.GetProperty("vocab").EnumerateObject().Select(v => KeyValuePair.Create(v.Name, v.Value.GetInt32())))
        {
            ByteLevel = true,
            PreTokenizer = Words(words ?? Gpt2Words),
            // Older files write a merge as "a b", newer ones as ["a", "b"].
            Merges = [.. model.GetProperty("merges").EnumerateArray().Select(m => m.ValueKind == JsonValueKind.String ? m.GetString()! : $"{m[0].GetString()} {m[1].GetString()}")],
        });
    }

    /// <summary>The regular expression that splits words, and whether bytes are tokens.</summary>
    static (string? Words, bool ByteLevel) Splitter(JsonElement pre)
    {
        switch (pre.GetProperty("type").GetString())
        {
            case "ByteLevel":
                return (null, true);
            case "Split":
                return (pre.GetProperty("pattern").GetProperty("Regex").GetString(), false);
            case "Sequence":
                var parts = pre.GetProperty("pretokenizers").EnumerateArray().Select(Splitter).ToList();
                var patterns = parts.Select(p => p.Words).OfType<string>().ToList();
                if (patterns.Count > 1) throw new FormatException("it splits words in several steps, which is not supported");
                return (patterns.SingleOrDefault(), parts.Any(p => p.ByteLevel));
            case var other:
                throw new FormatException($"it splits words by {other}, which is not supported");
        }
    }

    static RegexPreTokenizer Words(string pattern) => new(new Regex(pattern, RegexOptions.Compiled | RegexOptions.CultureInvariant, s_patience), specialTokens: null);
}
