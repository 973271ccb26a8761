using System.Collections.Immutable;
using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Stages.Rephrase.Pairs;

/// <summary>How questions with answers become a text: a named form, or a text of one's own with <c>{question}</c> and <c>{answer}</c>.</summary>
public sealed class PairTemplate
{
    /// <summary>Forms by name.</summary>
    public static ImmutableSortedDictionary<string, string> Named { get; } = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("labeled", "Question: {question}\nAnswer: {answer}"),
        KeyValuePair.Create("plain", "{question}\n{answer}"),
        KeyValuePair.Create("markdown", "**{question}**\n\n{answer}"),
        KeyValuePair.Create("short", "Q: {question}\nA: {answer}"),
    ]);

    readonly string _template;

    /// <summary>The form of a name, or the text itself.</summary>
    public PairTemplate(string template) => _template = Named.GetValueOrDefault(template, template);

    /// <summary>Reports a template that names no form and lacks a part.</summary>
    public static void Validate(string template, string member, OptionErrors errors) => errors.Require(
        Named.ContainsKey(template) || (template.Contains("{question}", StringComparison.Ordinal) && template.Contains("{answer}", StringComparison.Ordinal)),
        member, template, $"one of {string.Join(", ", Named.Keys)}, or a text with {{question}} and {{answer}}");

    /// <summary>The pairs as one text, a blank line between them.</summary>
    public string Write(IEnumerable<QuestionAnswer> pairs)
    {
        var text = new StringBuilder();
        foreach (var pair in pairs)
        {
            if (text.Length > 0) text.Append("\n\n");
            // The answer last: it may itself hold what looks like a placeholder.
            var at = _template.IndexOf("{answer}", StringComparison.Ordinal);
            text.Append(_template.AsSpan(0, at)).Replace("{question}", pair.Question, text.Length - at, at)
                .Append(pair.Answer).Append(_template[(at + "{answer}".Length)..].Replace("{question}", pair.Question, StringComparison.Ordinal));
        }
        return text.ToString();
    }
}
