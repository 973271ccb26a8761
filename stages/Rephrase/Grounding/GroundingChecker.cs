using Curation.Core.Documents;
using Curation.Stages.Rephrase.Grounding.Facts;

namespace Curation.Stages.Rephrase.Grounding;

/// <summary>
/// Checks answers against the source that they were made from, by rules alone: nothing may be stated that the source does not state. The rules see
/// words, not meaning: what they miss and wrongly refuse is measured in docs/measurements/rephrasing.md.
/// </summary>
/// <param name="rules">The style's rules.</param>
/// <param name="source">The chunk.</param>
/// <param name="context">Title and section path given with it.</param>
/// <param name="language">Language of the source, if known.</param>
/// <param name="prompt">The instructions, to find them in answers.</param>
public sealed class GroundingChecker(GroundingRules rules, string source, string? context = null, string? language = null, PromptPhrases? prompt = null)
{
    readonly SourceIndex _source = new(source, context);

    /// <summary>Why a pair is refused, or null.</summary>
    public GroundingFailure? Check(QuestionAnswer pair)
    {
        var question = FactText.Of(pair.Question);
        return PhraseCheck.Check(pair.Question, source, prompt)
            ?? SupportCheck.CheckQuestion(question, _source, rules)
            ?? FactCheck.Check(question, FactReader.Read(question), _source, rules)
            ?? Check(pair.Answer, question);
    }

    /// <summary>Why a text is refused, or null.</summary>
    public GroundingFailure? Check(string text) => Check(text, null);

    /// <summary>The sentence of the source that is nearest to a text; empty if none is.</summary>
    public string Evidence(string text) => EvidenceFinder.Find(FactText.Of(text), _source);

    GroundingFailure? Check(string text, FactText? question)
    {
        var answer = FactText.Of(text);
        var facts = FactReader.Read(answer);
        return PhraseCheck.Check(text, source, prompt)
            ?? ShapeCheck.Check(answer, rules)
            ?? (rules.SameLanguage ? LanguageCheck.Check(answer, _source.Text, language) : null)
            ?? FactCheck.Check(answer, facts, _source, rules)
            ?? SupportCheck.Check(answer, _source, rules)
            ?? (rules.Joined ? SlotCheck.Check(answer, facts, _source) ?? JoinCheck.Check(answer, facts, question, _source) : null)
            ?? (rules.Negation ? NegationCheck.Check(answer, _source) : null);
    }
}
