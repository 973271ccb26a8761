using System.Text.Json;
using Curation.Core.Statistics;
using Curation.Mixers.Tokenization;

namespace Curation.Mixers.TrainingSets;

/// <summary>The tokenizer of packed files: a named one, a <c>tokenizer.json</c> of Hugging Face, bytes, or the proxies' own.</summary>
sealed class TrainingTokenizer
{
    readonly Func<string, List<int>> _encode;

    TrainingTokenizer(string name, int vocabulary, int endOfText, Func<string, List<int>> encode) => (Name, Vocabulary, EndOfText, _encode) = (name, vocabulary, endOfText, encode);

    public string Name { get; }

    public int Vocabulary { get; }

    public int EndOfText { get; }

    /// <summary>Ids of a document, its end included.</summary>
    public ReadOnlySpan<int> Document(string text)
    {
        var ids = _encode(text);
        ids.Add(EndOfText);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ids);
    }

    /// <exception cref="Core.Errors.ConfigException">There is no such tokenizer.</exception>
    public static TrainingTokenizer Create(string name, string? endOfText)
    {
        if (name == "bytes" || IsOwn(name))
        {
            ITextTokenizer own = name == "bytes" ? new ByteTokenizer() : BpeTokenizer.Load(name);
            return new(own.Hash, own.Vocabulary, own.EndOfText, text =>
            {
                var tokens = new List<ushort>();
                own.Encode(text, tokens);
                return [.. tokens.Select(t => (int)t)];
            });
        }
        var encoder = TextEncoder.Create(name, endOfText);
        return new(encoder.Name, encoder.Vocabulary, encoder.EndOfText, text => [.. encoder.Encode(text)]);
    }

    static bool IsOwn(string path)
    {
        if (!File.Exists(path)) return false;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "bpe";
        }
        catch (JsonException) { return false; }
    }
}
