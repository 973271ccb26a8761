using System.Buffers;
using System.Text.Json;

namespace Curation.Encoders.Tokens;

/// <summary>Pieces of text that are tokens whatever stands around them, such as ModernBERT's runs of blanks. Special ones are not: a text cannot name them.</summary>
sealed class AddedTokens
{
    readonly Dictionary<char, (string Text, int Id)[]> _byFirst;
    readonly SearchValues<char> _firsts;

    AddedTokens(IEnumerable<(string Text, int Id)> tokens)
    {
        _byFirst = tokens.GroupBy(t => t.Text[0]).ToDictionary(g => g.Key, g => g.OrderByDescending(t => t.Text.Length).ToArray());
        _firsts = SearchValues.Create([.. _byFirst.Keys]);
    }

    /// <summary>The largest id; 0 if there are none.</summary>
    public int LargestId => _byFirst.Values.SelectMany(t => t).Select(t => t.Id).DefaultIfEmpty().Max();

    /// <summary>Reads <c>added_tokens</c>.</summary>
    /// <exception cref="InvalidDataException">One takes its surroundings with it, or is a word alone.</exception>
    public static AddedTokens Read(JsonElement root)
    {
        var tokens = new List<(string, int)>();
        foreach (var token in Listed(root).Where(t => t.Flag("special") != true && t.Text("content") is not (null or "")))
        {
            foreach (var name in new[] { "single_word", "lstrip", "rstrip" }) token.Refuse(name);
            tokens.Add((token.Text("content")!, token.GetProperty("id").GetInt32()));
        }
        return new(tokens);
    }

    /// <summary>Names of special tokens.</summary>
    public static HashSet<string> Special(JsonElement root) => [.. Listed(root).Where(t => t.Flag("special") == true).Select(t => t.Text("content")!)];

    /// <summary>Where the next one stands, the leftmost and of these the longest; null if there is none.</summary>
    public (int Start, int Length, int Id)? Next(ReadOnlySpan<char> text)
    {
        for (var at = 0; text[at..].IndexOfAny(_firsts) is var skip and >= 0; at++)
        {
            at += skip;
            foreach (var (token, id) in _byFirst[text[at]])
            {
                if (text[at..].StartsWith(token, StringComparison.Ordinal)) return (at, token.Length, id);
            }
        }
        return null;
    }

    static JsonElement.ArrayEnumerator Listed(JsonElement root) => root.Member("added_tokens") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;
}
