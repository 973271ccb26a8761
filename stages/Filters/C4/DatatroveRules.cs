using System.Buffers;
using Curation.Stages.Text.Python;

namespace Curation.Stages.Filters.C4;

/// <summary>
/// datatrove's reading (<c>filters/c4_filters.py</c>, C4QualityFilter; Raffel et al., JMLR 21, section 2.2): line by line in the
/// order long word, citations, terminal punctuation, words, lorem ipsum, JavaScript, curly bracket, policy. It stops at a rule
/// that drops the document; here the rest is measured all the same.
/// </summary>
static class DatatroveRules
{
    public static C4Measure Apply(string text, C4Limits limits, BadWordList badWords, SearchValues<char> ends, LineSentences sentences)
    {
        var m = new C4Measure { Characters = PythonText.Length(text) };
        if (m.Characters > limits.MaxCharacters) m.Hit(C4Cause.TooLong);
        var kept = KeptLines.Of(text);
        char[]? buffer = null;
        var phrases = C4Phrases.HasAny(text);
        ReadOnlySpan<char> rest = text;
        while (PythonText.NextLine(ref rest, out var raw))
        {
            m.Lines++;
            var line = PythonText.Strip(raw);
            text.AsSpan().Overlaps(line, out var start);
            var whole = true;
            var words = PythonText.CountWords(line);
            if (badWords.IsIn(line, limits.Unspaced))
            {
                m.BadWords++;
                m.Hit(C4Cause.BadWord);
            }
            if (PythonText.HasLongWord(line, limits.MaxWordLength))
            {
                m.LongWord++;
                continue;
            }
            if (limits.RemoveCitations && line.Contains('['))
            {
                buffer ??= ArrayPool<char>.Shared.Rent(text.Length);
                var cited = line.Length;
                line = Citations.Remove(line, buffer);
                whole = line.Length == cited;
            }
            var punctuated = !line.IsEmpty && ends.Contains(line[^1]) && !line.EndsWith("...");
            if (!punctuated)
            {
                m.NoPunctuation++;
                if (limits.TerminalPunctuation) continue;
            }
            if (words < limits.MinWords) m.FewWords++;
            else if (phrases && C4Phrases.HasLoremIpsum(line)) m.LoremIpsum++;
            else if (phrases && C4Phrases.HasJavaScript(line)) m.JavaScript++;
            else if (line.Contains('{')) m.CurlyBracket++;
            else if (phrases && C4Phrases.HasPolicy(line)) m.Policy++;
            else
            {
                kept.Add(line);
                m.Kept++;
                m.Sentences += whole ? sentences.Between(start, start + line.Length) : sentences.Of(line);
            }
            if (m.LoremIpsum > 0) m.Hit(C4Cause.LoremIpsum);
            if (m.CurlyBracket > 0) m.Hit(C4Cause.CurlyBracket);
        }
        if (buffer is not null) ArrayPool<char>.Shared.Return(buffer);
        if (m.Sentences < limits.MinSentences) m.Hit(C4Cause.TooFewSentences);
        m.Text = kept.Stripped(text);
        return m;
    }
}
