using Curation.Core.Documents;

namespace Curation.Stages.Rephrase.StructureQa;

/// <summary>Headings that ask: the section below, up to the next heading of the same or a higher level, answers.</summary>
static class HeadingQuestions
{
    /// <summary>The pairs of a document; its title is none of its headings, unless it stands in the text.</summary>
    public static IEnumerable<QuestionAnswer> Read(Document document)
    {
        var text = document.Text;
        var headings = document.Structure?.Headings is { IsDefaultOrEmpty: false } known ? [.. known] : OfMarkdown(text);
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i];
            if (!QuestionShape.Asks(heading.Text)) continue;
            var start = EndOfLine(text, heading.Start);
            var end = text.Length;
            for (var next = i + 1; next < headings.Count; next++)
            {
                // A section with questions of its own is their frame, not an answer.
                if (headings[next].Level > heading.Level && !QuestionShape.Asks(headings[next].Text)) continue;
                end = headings[next].Start;
                break;
            }
            if (start >= end || start > text.Length) continue;
            // The mark of the next heading is no part of the answer.
            var answer = text[start..Math.Min(end, text.Length)].TrimEnd('#', ' ', '\n', '\r', '\t').Trim();
            yield return new(heading.Text, answer);
        }
    }

    static List<Heading> OfMarkdown(string text)
    {
        var headings = new List<Heading>();
        for (var at = 0; at < text.Length; at = EndOfLine(text, at) + 1)
        {
            var level = 0;
            while (at + level < text.Length && text[at + level] == '#') level++;
            if (level is 0 or > 6 || at + level >= text.Length || text[at + level] != ' ') continue;
            headings.Add(new(level, at, text[(at + level)..EndOfLine(text, at)].Trim(' ', '#')));
        }
        return headings;
    }

    static int EndOfLine(string text, int from)
    {
        var end = from < text.Length ? text.IndexOf('\n', from) : -1;
        return end < 0 ? text.Length : end;
    }
}
