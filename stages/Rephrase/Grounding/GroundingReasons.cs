using Curation.Core.Documents;

namespace Curation.Stages.Rephrase.Grounding;

/// <summary>Why answers are refused.</summary>
public static class GroundingReasons
{
    /// <summary>A number that the source does not have.</summary>
    public static Reason Number { get; } = new("rephrase.number", "A number of the answer is not in its source.");

    /// <summary>A date that the source does not have.</summary>
    public static Reason Date { get; } = new("rephrase.date", "A date of the answer is not in its source.");

    /// <summary>A name that the source does not have.</summary>
    public static Reason Name { get; } = new("rephrase.name", "A name of the answer is not in its source.");

    /// <summary>A URL that the source does not have.</summary>
    public static Reason Url { get; } = new("rephrase.url", "A URL of the answer is not in its source.");

    /// <summary>Code that the source does not have.</summary>
    public static Reason Code { get; } = new("rephrase.code", "Code of the answer is not in its source.");

    /// <summary>A fact among other words than in the source.</summary>
    public static Reason Joined { get; } = new("rephrase.joined", "A number, date or name stands where the source has another one.");

    /// <summary>A negation that the source does not have, or the reverse.</summary>
    public static Reason Negation { get; } = new("rephrase.negation", "The answer denies what the source states, or states what it denies.");

    /// <summary>A sentence whose words are not in the source.</summary>
    public static Reason Sentence { get; } = new("rephrase.sentence", "Too few words of a sentence are in the source.");

    /// <summary>An answer whose words are not in the source.</summary>
    public static Reason Overlap { get; } = new("rephrase.overlap", "Too few words of the answer are in its source.");

    /// <summary>A question about something else.</summary>
    public static Reason Question { get; } = new("rephrase.question", "Too few words of the question are in the source, so that it cannot be answered from it.");

    /// <summary>Words of the prompt, or talk about the task.</summary>
    public static Reason Leak { get; } = new("rephrase.leak", "The answer repeats the prompt or speaks of its task or its source as a passage.");

    /// <summary>The model declined.</summary>
    public static Reason Refusal { get; } = new("rephrase.refusal", "The model refused to answer.");

    /// <summary>Boilerplate of a page.</summary>
    public static Reason Boilerplate { get; } = new("rephrase.boilerplate", "The answer copies boilerplate: cookies, subscriptions, rights.");

    /// <summary>Another language.</summary>
    public static Reason Language { get; } = new("rephrase.language", "The answer is not in the language of its source.");

    /// <summary>The end is missing.</summary>
    public static Reason Truncated { get; } = new("rephrase.truncated", "The answer was cut off: by the limit of output tokens, or in the middle of a sentence.");

    /// <summary>Too short or too long.</summary>
    public static Reason Length { get; } = new("rephrase.length", "The answer is shorter or longer than the style allows.");

    /// <summary>It repeats itself.</summary>
    public static Reason Repetition { get; } = new("rephrase.repetition", "The answer repeats itself.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Reason> All { get; } =
        [Number, Date, Name, Url, Code, Joined, Negation, Sentence, Overlap, Question, Leak, Refusal, Boilerplate, Language, Truncated, Length, Repetition];
}
