using System.Buffers;
using Curation.Stages.Text.Python;
using Curation.Stages.Text.Sentences;

namespace Curation.Stages.Filters.C4;

/// <summary>
/// dolma's reading (<c>taggers/c4.py</c>, taggers <c>c4_v1</c> and <c>c4_v2</c>), made a decision: its four flags drop the document, its two kinds
/// of spans are cut out. Lines end at LF; JavaScript counts as a word by itself (in v2 inside words too); nothing else of a line is changed.
/// </summary>
static class DolmaRules
{
    public static C4Measure Apply(string text, C4Limits limits, BadWordList badWords, SearchValues<char> ends, string? language)
    {
        var m = new C4Measure { Characters = PythonText.Length(text) };
        if (m.Characters > limits.MaxCharacters) m.Hit(C4Cause.TooLong);
        var kept = KeptLines.Of(text);
        var phrases = C4Phrases.HasAny(text);
        foreach (var range in text.AsSpan().Split('\n'))
        {
            m.Lines++;
            var raw = text.AsSpan()[range];
            var line = PythonText.Strip(raw);
            var punctuated = !line.IsEmpty && ends.Contains(line[^1]);
            var words = PythonText.CountWords(line);
            var longWord = PythonText.HasLongWord(line, limits.MaxWordLength);
            if (!punctuated) m.NoPunctuation++;
            if (words < limits.MinWords) m.FewWords++;
            if (longWord) m.LongWord++;
            if (badWords.IsIn(line, limits.Unspaced)) m.BadWords++;
            if (phrases && C4Phrases.HasJavaScript(line) && (limits.Dialect == C4Dialect.DolmaV2 || HasWord(line, "javascript"))) m.JavaScript++;
            if (phrases && C4Phrases.HasLoremIpsum(line)) m.LoremIpsum++;
            if (line.Contains('{')) m.CurlyBracket++;
            if ((limits.TerminalPunctuation && !punctuated) || words < limits.MinWords || longWord) continue;
            kept.Add(raw);
            m.Kept++;
            m.Sentences += SentenceSegmenter.Count(line, language);
        }
        if (m.BadWords > 0) m.Hit(C4Cause.BadWord);
        if (m.JavaScript > 0) m.Hit(C4Cause.JavaScript);
        if (m.LoremIpsum > 0) m.Hit(C4Cause.LoremIpsum);
        if (m.CurlyBracket > 0) m.Hit(C4Cause.CurlyBracket);
        if (m.Kept == 0) m.Hit(C4Cause.Empty);
        if (m.Sentences < limits.MinSentences) m.Hit(C4Cause.TooFewSentences);
        m.Text = kept.Whole(text);
        return m;
    }

    static bool HasWord(ReadOnlySpan<char> line, ReadOnlySpan<char> word)
    {
        for (var i = 0; i < line.Length;)
        {
            while (i < line.Length && PythonText.IsSpace(line[i])) i++;
            var start = i;
            while (i < line.Length && !PythonText.IsSpace(line[i])) i++;
            if (line[start..i].Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}
