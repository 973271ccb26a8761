using System.Collections.Frozen;
using Curation.Stages.Rephrase.Grounding.Facts;

namespace Curation.Stages.Rephrase.Grounding;

/// <summary>A source made ready to check many answers against it: where each word stands, and its facts.</summary>
sealed class SourceIndex
{
    static readonly List<int> s_nowhere = [];
    readonly Dictionary<string, List<int>> _stems = new(StringComparer.Ordinal);
    readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    readonly HashSet<string> _values = new(StringComparer.Ordinal);
    readonly HashSet<(string, string)> _pairs = [];

    /// <summary>Reads a source.</summary>
    /// <param name="source">The text that was asked about.</param>
    /// <param name="context">What else was given with it: title, section path.</param>
    public SourceIndex(string source, string? context = null)
    {
        Text = FactText.Of(string.IsNullOrEmpty(context) ? source : $"{source}\n\n{context}");
        string? before = null;
        for (var i = 0; i < Text.Tokens.Count; i++)
        {
            var token = Text.Tokens[i];
            _keys.Add(token.Key);
            if (!_stems.TryGetValue(token.Stem, out var places)) _stems[token.Stem] = places = [];
            places.Add(i);
            if (token.IsFunction) continue;
            if (before is not null) _pairs.Add((before, token.Stem));
            before = token.Stem;
        }
        Facts = FactReader.Read(Text);
        foreach (var fact in Facts.Where(f => f.Kind == FactKind.Number)) _values.UnionWith(fact.Values);
        // The parts of dates are numbers, too.
        foreach (var token in Text.Tokens.Where(t => t.Kind == FactTokenKind.Number))
        {
            _values.UnionWith(NumberValues.Of(token.Key, null));
            foreach (var part in token.Key.Split(':', '/', '-', '.', ',')) _values.Add(part.TrimStart('0') is { Length: > 0 } digits ? digits : "0");
        }
        foreach (var token in Text.Tokens.Where(t => NumberValues.OfWord(t.Key) >= 0)) _values.Add(NumberValues.OfWord(token.Key).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Digits = Text.Tokens.Where(t => t.Kind == FactTokenKind.Word && t.Key.AsSpan().ContainsAnyInRange('0', '9')).SelectMany(t => DigitRuns(t.Key)).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The source as tokens.</summary>
    public FactText Text { get; }

    /// <summary>Its facts.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    /// <summary>Digits within its words.</summary>
    public FrozenSet<string> Digits { get; }

    /// <summary>Where a word stands, in order.</summary>
    public List<int> Places(string stem) => _stems.GetValueOrDefault(stem, s_nowhere);

    /// <summary>Whether the source has a word, in any of its forms.</summary>
    public bool Has(FactToken token) => _keys.Contains(token.Key) || _stems.ContainsKey(token.Stem)
        || (token.Kind == FactTokenKind.Number && NumberValues.Of(token.Key, null).Exists(HasValue));

    /// <summary>Whether the source has a word as it is.</summary>
    public bool HasKey(string key) => _keys.Contains(key);

    /// <summary>Whether the source has a number of that value.</summary>
    public bool HasValue(string value) => _values.Contains(value) || Digits.Contains(value);

    /// <summary>Whether two content words follow each other in the source.</summary>
    public bool HasPair(string first, string second) => _pairs.Contains((first, second));

    /// <summary>How much a word tells: rare ones more.</summary>
    public double Weight(string stem) => _stems.TryGetValue(stem, out var places) ? 1 / (1 + Math.Log2(places.Count)) : 0;

    /// <summary>Distance from a place to the nearest one of a word; <see cref="int.MaxValue"/> if it has none.</summary>
    public int Distance(string stem, int place)
    {
        var places = Places(stem);
        if (places.Count == 0) return int.MaxValue;
        var at = places.BinarySearch(place);
        if (at >= 0) return 0;
        at = ~at;
        var distance = at < places.Count ? places[at] - place : int.MaxValue;
        return at > 0 ? Math.Min(distance, place - places[at - 1]) : distance;
    }

    static IEnumerable<string> DigitRuns(string key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (!char.IsAsciiDigit(key[i])) continue;
            var start = i;
            while (i < key.Length && char.IsAsciiDigit(key[i])) i++;
            yield return key[start..i];
        }
    }
}
