using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Curation.Core.Documents;

namespace Curation.Stages.Rephrase.StructureQa;

/// <summary>Cleans questions and answers: without numbering, signs of emphasis and anchors; and leaves out what answers nothing or repeats.</summary>
sealed partial class QuestionCleaner(StructureQaOptions options)
{
    /// <summary>The pairs that are left, in order.</summary>
    public ImmutableArray<QuestionAnswer> Clean(IEnumerable<QuestionAnswer> found)
    {
        var pairs = ImmutableArray.CreateBuilder<QuestionAnswer>();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in found)
        {
            if (pairs.Count == options.MaxPairs) break;
            var (question, answer) = (Question(pair.Question), Answer(pair.Answer));
            if (question.Length < 2 || question.Length > options.MaxQuestion || answer.Length < options.MinAnswer || answer.Length > options.MaxAnswer) continue;
            if (Key(question) is var key && (key.Length == 0 || key == Key(answer) || !HasWord(answer) || Nothing().IsMatch(answer)) || !asked.Add(key)) continue;
            pairs.Add(pair with { Question = question, Answer = answer });
        }
        return pairs.DrainToImmutable();
    }

    static string Question(string text)
    {
        text = Spaces(text).Trim(' ', '\n', '\u00B6', '#');
        text = Numbering().Replace(text, "", 1);
        if (text.StartsWith("**", StringComparison.Ordinal) && text.EndsWith("**", StringComparison.Ordinal) && text.Length > 4) text = text[2..^2];
        return text.Trim();
    }

    static string Answer(string text) => Label().Replace(Spaces(text).Trim(), "", 1).Trim();

    /// <summary>One line feed more than two, and blanks at ends of lines, are no content.</summary>
    static string Spaces(string text) => Blanks().Replace(text.ReplaceLineEndings("\n").Replace('\u00A0', ' '), m => m.ValueSpan.Count('\n') > 1 ? "\n\n" : "\n");

    static string Key(string text)
    {
        var key = new StringBuilder();
        foreach (var c in text)
            if (char.IsLetterOrDigit(c)) key.Append(char.ToLowerInvariant(c));
        return key.ToString();
    }

    static bool HasWord(string text) => text.AsSpan().IndexOfAnyExceptInRange('\0', '@') >= 0;

    [GeneratedRegex(@"[ \t]*\n[ \t]*(?:\n[ \t]*)*", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(?:(?:Q|Question)\s*\d*\s*[.:)]\s*|\d{1,3}(?:\.\d{1,3})*[.:)]\s+|[•–-]\s+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Numbering();

    [GeneratedRegex(@"^(?:A|Answer)\s*[.:)]\s*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(@"^(?:(?:no|not) (?:answer|reply|replies)s? (?:yet|available)|coming soon|tba|tbd|to be (?:announced|answered)|(?:see|read) (?:more|above|below)|click here)\W*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Nothing();
}
