using System.Globalization;
using System.Text;
using Curation.Stages.Filters.C4;
using Curation.Stages.Filters.FineWeb;

namespace Curation.Tests.Filters.C4;

/// <summary>spaCy's rule for sentence ends over the original's word list, which tells the filter from the tokenizer.</summary>
sealed class SpacySentences(IReadOnlyList<string> words)
{
    int _next;

    /// <summary>Lines whose words are not in the list as they stand, because a citation was cut out of them.</summary>
    public int Unaligned { get; private set; }

    /// <summary>Sentences of a line; the document's lines come in order, some left out.</summary>
    public int Count(ReadOnlySpan<char> line)
    {
        for (var start = _next; start < words.Count; start++)
        {
            if (End(line, start) is not { } end) continue;
            _next = end;
            return Count(line, start, end);
        }
        Unaligned++;
        return Sentences.Count(line);
    }

    /// <summary>Where the words of the line end if they begin at <paramref name="start"/>; null if they do not.</summary>
    int? End(ReadOnlySpan<char> line, int start)
    {
        var at = 0;
        for (var i = start; ; i++)
        {
            while (at < line.Length && PyText.IsSpace(line[at])) at++;
            if (at == line.Length) return i;
            if (i == words.Count || !line[at..].StartsWith(words[i])) return null;
            at += words[i].Length;
        }
    }

    int Count(ReadOnlySpan<char> line, int start, int end)
    {
        var (count, seen, at) = (end > start ? 1 : 0, false, 0);
        for (var i = start; i < end; i++)
        {
            var from = at;
            while (PyText.IsSpace(line[at])) at++;
            var blankToken = i > start && (at - from > 1 || (at - from == 1 && line[from] != ' '));
            at += words[i].Length;
            var ends = words[i].EnumerateRunes().Count() == 1 && TerminalPunctuation.Ends(words[i]);
            if (seen && (blankToken || !(ends || IsPunctuation(words[i]))))
            {
                count++;
                seen = false;
            }
            seen |= ends;
        }
        return count;
    }

    static bool IsPunctuation(string word) => word.EnumerateRunes().All(r => Rune.GetUnicodeCategory(r) is
        UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation
        or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation);
}
