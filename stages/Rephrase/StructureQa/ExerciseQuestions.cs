using System.Text.RegularExpressions;
using Curation.Core.Documents;

namespace Curation.Stages.Rephrase.StructureQa;

/// <summary>
/// Questions that lines mark: <c>Q:</c> with <c>A:</c>, and numbered exercises with their solutions, which stand below each exercise or in a list of
/// answers further down, joined by number.
/// </summary>
static partial class ExerciseQuestions
{
    const int Most = 500;

    /// <summary>The pairs of a text.</summary>
    public static List<QuestionAnswer> Read(string text)
    {
        var pairs = new List<QuestionAnswer>();
        if (!ExerciseMarks.MayHavePairs(text)) return pairs;
        var open = new Dictionary<string, string>(StringComparer.Ordinal);
        string? last = null;
        var marks = Mark().Matches(text);
        for (var i = 0; i < marks.Count && pairs.Count < Most; i++)
        {
            var mark = marks[i];
            var number = mark.Groups["number"].Value;
            var end = i + 1 < marks.Count ? marks[i + 1].Index : text.Length;
            var content = text[(mark.Index + mark.Length)..end].Trim();
            if (mark.Groups["ask"].Success)
            {
                open[number] = Section(content);
                last = number;
                continue;
            }
            // An answer without number belongs to the question before it.
            var key = number.Length > 0 ? number : last;
            if (key is null || !open.Remove(key, out var asked) || asked.Length == 0) continue;
            pairs.Add(new(asked, Section(content)));
            if (number.Length == 0) last = null;
        }
        return pairs;
    }

    /// <summary>What is asked or told ends before the next heading.</summary>
    static string Section(string content)
    {
        var heading = NextHeading().Match(content);
        return heading.Success ? content[..heading.Index].Trim() : content;
    }

    [GeneratedRegex(@"(?:^|\n)[ \t>*_#]*(?:(?<ask>Q(?=[\d.:)])|Question|Exercise|Problem|Aufgabe|Frage|Exercice|Ejercicio)|(?<tell>A(?=[\d.:)])|Answer|Solution|Lösung|Antwort|Réponse|Respuesta|Solución))(?:[ \t]*(?:to|zu)?[ \t]*(?:exercise|problem|question)?[ \t]*(?<number>\d{1,3}(?:\.\d{1,3}){0,2}))?[ \t]*[*_]*[.:)][*_]*[ \t]*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"\n#{1,6} ", RegexOptions.CultureInvariant)]
    private static partial Regex NextHeading();
}
