using System.Collections.Frozen;

namespace Curation.Stages.Text.Languages;

/// <summary>What rules need to know of a language: its commonest function words and the abbreviations that end in a full stop.</summary>
public sealed partial class LanguageTable
{
    readonly FrozenSet<string> _abbreviations;
    readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _abbreviationLookup;
    readonly FrozenDictionary<string, int> _stopWords;
    readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _stopWordLookup;
    readonly int _longestStopWord;

    LanguageTable(string language, string stopWords, string abbreviations)
    {
        Language = language;
        StopWords = stopWords.Split(' ');
        _stopWords = StopWords.Select((word, index) => (word, index)).ToFrozenDictionary(p => p.word, p => p.index, StringComparer.Ordinal);
        _stopWordLookup = _stopWords.GetAlternateLookup<ReadOnlySpan<char>>();
        _longestStopWord = StopWords.Max(w => w.Length);
        _abbreviations = abbreviations.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _abbreviationLookup = _abbreviations.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>ISO 639 code.</summary>
    public string Language { get; }

    /// <summary>Commonest function words, lower case.</summary>
    public IReadOnlyList<string> StopWords { get; }

    /// <summary>Whether words are written without blanks.</summary>
    public bool IsUnspaced => Scripts.IsUnspaced(Language);

    /// <summary>The table of a language; null if there is none. No language is read as English.</summary>
    public static LanguageTable? Of(string? language) => s_tables.GetValueOrDefault(language ?? "en");

    /// <summary>Languages with a table.</summary>
    public static IReadOnlyCollection<string> Languages => s_tables.Keys;

    /// <summary>Place of a word among <see cref="StopWords"/>; -1 if it is none.</summary>
    public int StopWord(ReadOnlySpan<char> word) =>
        word.Length <= _longestStopWord && _stopWordLookup.TryGetValue(word, out var index) ? index : -1;

    /// <summary>Whether a word before a full stop is an abbreviation, in any case.</summary>
    public bool IsAbbreviation(ReadOnlySpan<char> word) => _abbreviationLookup.Contains(word);
}
