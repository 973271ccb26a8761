using System.Buffers;
using Curation.Stages.Text.Python;
using Curation.Stages.Text.Sentences;

namespace Curation.Stages.Filters.C4;

/// <summary>
/// DCLM's reading (<c>baselines_configs/c4.yaml</c>, first chunk): page length, long words, citations, terminal punctuation (also
/// not <c>…</c>), words, lorem ipsum, JavaScript, curly bracket, policy, sentences. Each step sees what the steps before it left;
/// empty lines stay. DCLM counts the sentences of the page as a whole by NLTK's model; here a line ends a sentence.
/// </summary>
static class DclmRules
{
    public static C4Measure Apply(string text, C4Limits limits, BadWordList badWords, SearchValues<char> ends, string? language)
    {
        var m = new C4Measure { Characters = PythonText.Length(text) };
        if (m.Characters > limits.MaxCharacters) m.Hit(C4Cause.TooLong);
        var kept = KeptLines.Of(text);
        var buffer = ArrayPool<char>.Shared.Rent(Math.Max(1, text.Length));
        var phrases = C4Phrases.HasAny(text);
        foreach (var range in text.AsSpan().Split('\n'))
        {
            m.Lines++;
            var line = text.AsSpan()[range];
            if (badWords.IsIn(line, limits.Unspaced)) m.BadWords++;
            if (PythonText.HasLongWord(line, limits.MaxWordLength))
            {
                m.LongWord++;
                continue;
            }
            if (limits.RemoveCitations) line = Citations.Remove(line, buffer);
            if (!line.IsEmpty)
            {
                if (!IsPunctuated(line, ends))
                {
                    m.NoPunctuation++;
                    if (limits.TerminalPunctuation) continue;
                }
                if (PythonText.CountWords(line) < limits.MinWords)
                {
                    m.FewWords++;
                    continue;
                }
            }
            if (phrases && C4Phrases.HasLoremIpsum(line)) m.LoremIpsum++;
            if (phrases && C4Phrases.HasJavaScript(line))
            {
                m.JavaScript++;
                continue;
            }
            if (line.Contains('{')) m.CurlyBracket++;
            if (phrases && C4Phrases.HasPolicy(line))
            {
                m.Policy++;
                continue;
            }
            kept.Add(line);
            m.Kept++;
            m.Sentences += SentenceSegmenter.Count(line, language);
        }
        ArrayPool<char>.Shared.Return(buffer);
        m.Text = kept.Stripped(text);
        if (m.LoremIpsum > 0) m.Hit(C4Cause.LoremIpsum);
        if (m.CurlyBracket > 0) m.Hit(C4Cause.CurlyBracket);
        if (m.Text.Length == 0) m.Hit(C4Cause.Empty);
        if (m.Sentences < limits.MinSentences) m.Hit(C4Cause.TooFewSentences);
        if (m.BadWords > 0) m.Hit(C4Cause.BadWord);
        return m;
    }

    static bool IsPunctuated(ReadOnlySpan<char> line, SearchValues<char> ends)
    {
        var end = line.Length;
        while (end > 0 && PythonText.IsSpace(line[end - 1])) end--;
        line = line[..end];
        return !line.IsEmpty && ends.Contains(line[^1]) && !line.EndsWith("...");
    }
}
