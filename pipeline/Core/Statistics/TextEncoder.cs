using System.Text.Json;
using Curation.Core.Errors;
using Microsoft.ML.Tokenizers;

namespace Curation.Core.Statistics;

/// <summary>A tokenizer as training takes it: ids of a text, the number of ids, and the id that ends a document. Thread-safe.</summary>
public sealed class TextEncoder
{
    /// <summary>Names that tokenizers give to the end of a document, the most usual first.</summary>
    static readonly string[] s_ends = ["<|endoftext|>", "<|end_of_text|>", "</s>", "<eos>", "<|eos|>", "[EOS]"];

    readonly Tokenizer _tokenizer;
    readonly string[] _special;

    TextEncoder(string name, Tokenizer tokenizer, IEnumerable<string> special, int vocabulary, int endOfText) =>
        (Name, _tokenizer, _special, Vocabulary, EndOfText) = (name, tokenizer, [.. special], vocabulary, endOfText);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>One more than the largest id.</summary>
    public int Vocabulary { get; }

    /// <summary>Id of the token that ends a document.</summary>
    public int EndOfText { get; }

    /// <summary>Ids of a text. Special tokens' names in it are text.</summary>
    public IReadOnlyList<int> Encode(string text)
    {
        var name = _special.FirstOrDefault(s => text.Contains(s, StringComparison.Ordinal));
        if (name is null) return _tokenizer.EncodeToIds(text);
        // Cut within the name, so that a page that mentions it does not end a document.
        var cut = text.IndexOf(name, StringComparison.Ordinal) + 1;
        return [.. Encode(text[..cut]), .. Encode(text[cut..])];
    }

    /// <summary>The tokenizer of a name, or of a file.</summary>
    /// <param name="name"><c>o200k</c>, <c>cl100k</c>, or the path of a <c>tokenizer.json</c> with a byte-level BPE.</param>
    /// <param name="endOfText">The token that ends a document, by name or id; null looks for the usual names.</param>
    /// <exception cref="ConfigException">There is none of that name, the file cannot be used, or the end of a document is not among its tokens.</exception>
    public static TextEncoder Create(string name, string? endOfText = null)
    {
        if (name is "o200k" or "cl100k")
        {
            var tiktoken = TiktokenTokenizer.CreateForEncoding($"{name}_base");
            var special = tiktoken.SpecialTokens!;
            return new(name, tiktoken, special.Keys, special.Values.Max() + 1, End(name, endOfText ?? "<|endoftext|>", special));
        }
        if (!name.EndsWith(".json", StringComparison.Ordinal))
            throw new ConfigException($"tokenizer: unknown tokenizer '{name}'; expected o200k, cl100k, bytes, or the path of a tokenizer.json");
        var tokenizer = TokenizerFile.Read(name);
        using var json = JsonDocument.Parse(File.ReadAllBytes(name));
        var ids = json.RootElement.GetProperty("model").GetProperty("vocab").EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetInt32(), StringComparer.Ordinal);
        if (json.RootElement.TryGetProperty("added_tokens", out var added))
            foreach (var token in added.EnumerateArray()) ids[token.GetProperty("content").GetString()!] = token.GetProperty("id").GetInt32();
        return new(Path.GetFileName(name), tokenizer, [], ids.Values.Max() + 1, End(name, endOfText ?? s_ends.FirstOrDefault(ids.ContainsKey), ids));
    }

    static int End(string name, string? token, IReadOnlyDictionary<string, int> ids)
    {
        if (token is not null && ids.TryGetValue(token, out var id)) return id;
        if (int.TryParse(token, System.Globalization.CultureInfo.InvariantCulture, out id) && id >= 0 && id <= ids.Values.Max()) return id;
        throw new ConfigException($"tokenizer: {name} has no token {(token is null ? "of the usual names that ends a document" : $"'{token}'")}; name it with --end-of-text");
    }
}
