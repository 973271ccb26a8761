using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Stages.Rephrase.Pairs;

namespace Curation.Stages.Rephrase.StructureQa;

/// <summary>Where questions with answers stand in content.</summary>
public enum QuestionSource
{
    /// <summary>schema.org <c>FAQPage</c> and <c>QAPage</c>, as JSON-LD.</summary>
    JsonLd,

    /// <summary>What reader or extractor found marked: schema.org microdata, the question and best answer of a Stack Exchange or forum thread.</summary>
    Marked,

    /// <summary>Headings that ask, with their sections.</summary>
    Headings,

    /// <summary>Definition lists: the term asks, the definition answers.</summary>
    Definitions,

    /// <summary>Lines marked <c>Q:</c> and <c>A:</c>, and numbered exercises with their solutions.</summary>
    Exercises,
}

/// <summary>What becomes of the questions found.</summary>
public enum QuestionOutput
{
    /// <summary>They are attached to the document, in the column <c>qa</c>.</summary>
    Attach,

    /// <summary>The same, and a document of their text is put beside it.</summary>
    Beside,

    /// <summary>A document of their text takes its place; documents without questions are dropped.</summary>
    Replace,
}

/// <summary>Options of <see cref="StructureQaStage"/>.</summary>
public sealed record StructureQaOptions : IOptions
{
    /// <summary>Where to look; of equal questions the first source's counts.</summary>
    public ImmutableArray<QuestionSource> Sources { get; init; } =
        [QuestionSource.JsonLd, QuestionSource.Marked, QuestionSource.Headings, QuestionSource.Definitions, QuestionSource.Exercises];

    /// <summary>What becomes of the questions.</summary>
    public QuestionOutput Output { get; init; } = QuestionOutput.Attach;

    /// <summary>How pairs become a text: labeled, plain, markdown, short, or a text with <c>{question}</c> and <c>{answer}</c>.</summary>
    public string Template { get; init; } = "labeled";

    /// <summary>Fewest UTF-16 units of an answer.</summary>
    public int MinAnswer { get; init; } = 20;

    /// <summary>Most UTF-16 units of an answer; longer ones are left out.</summary>
    public int MaxAnswer { get; init; } = 10_000;

    /// <summary>Most UTF-16 units of a question (with its body, for a thread).</summary>
    public int MaxQuestion { get; init; } = 4_000;

    /// <summary>Most pairs of a document; the first ones count.</summary>
    public int MaxPairs { get; init; } = 200;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(!Sources.IsDefaultOrEmpty, nameof(Sources), "none", "at least one source");
        PairTemplate.Validate(Template, nameof(Template), errors);
        errors.Require(MinAnswer >= 1, nameof(MinAnswer), MinAnswer, "at least 1");
        errors.Require(MaxAnswer >= MinAnswer, nameof(MaxAnswer), MaxAnswer, "at least minAnswer");
        errors.Require(MaxQuestion >= 10, nameof(MaxQuestion), MaxQuestion, "at least 10");
        errors.Require(MaxPairs >= 1, nameof(MaxPairs), MaxPairs, "at least 1");
    }
}
