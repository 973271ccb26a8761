using System.Numerics;
using Curation.Stages.Text.Languages;

namespace Curation.Stages.Filters.GopherQuality;

/// <summary>Counts stop words of a language's table: occurrences, or different ones.</summary>
struct StopWordCount(LanguageTable? table, bool unique, bool ignoreCase)
{
    const int LongestFolded = 16;

    ulong _seen;
    int _occurrences;

    public readonly int Count => unique ? BitOperations.PopCount(_seen) : _occurrences;

    public void Add(ReadOnlySpan<char> word)
    {
        if (table is null) return;
        var index = ignoreCase ? Folded(word) : table.StopWord(word);
        if (index < 0) return;
        _seen |= 1UL << index;
        _occurrences++;
    }

    readonly int Folded(ReadOnlySpan<char> word)
    {
        if (word.Length > LongestFolded) return -1;
        Span<char> lower = stackalloc char[LongestFolded];
        return table!.StopWord(lower[..word.ToLowerInvariant(lower)]);
    }
}
