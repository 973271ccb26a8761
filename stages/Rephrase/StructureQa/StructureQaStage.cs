using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Rephrase.Pairs;

namespace Curation.Stages.Rephrase.StructureQa;

/// <summary>
/// Questions with answers that are already in the content, taken over as they stand: no model, nothing invented. Structure is known behind an
/// extractor or reader only, so the stage belongs into the same run before stages that need all documents.
/// </summary>
public sealed class StructureQaStage : IStage, IComponent<StructureQaStage, StructureQaOptions>
{
    static readonly Reason s_none = new("structure-qa.none", "The document has no question with an answer, and the option output replaces documents by theirs.");
    readonly StructureQaOptions _options;
    readonly QuestionCleaner _cleaner;
    readonly PairTemplate _template;

    StructureQaStage(StructureQaOptions options) => (_options, _cleaner, _template) = (options, new(options), new(options.Template));

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("structure-qa", 1, "Takes questions with answers that the content itself has into the column qa.")
    {
        Reasons = [s_none],
        MakesQuestions = true,
        Signals =
        [
            new("structure_qa_pairs", SignalKind.Count, "Questions with answers found, cleaned, without repetitions."),
            new("structure_qa_characters", SignalKind.Count, "UTF-16 units of questions and answers."),
        ],
    };

    /// <inheritdoc/>
    public static StructureQaStage Create(StructureQaOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public Verdict Apply(Document document)
    {
        var pairs = _cleaner.Clean(_options.Sources.SelectMany(source => Find(source, document)));
        var measured = document with
        {
            Structure = pairs.IsEmpty && document.Structure is null ? null : (document.Structure ?? new()) with { Questions = pairs },
            Signals = document.Signals.With(
                new("structure_qa_pairs", pairs.Length), new("structure_qa_characters", pairs.Sum(p => p.Question.Length + p.Answer.Length))),
        };
        if (_options.Output == QuestionOutput.Attach) return Verdict.Keep(measured);
        if (pairs.IsEmpty) return _options.Output == QuestionOutput.Beside ? Verdict.Keep(measured) : Verdict.Drop(measured, s_none, "structure_qa_pairs", 1);
        var child = document.Child(0, _template.Write(pairs)) with { Structure = new() { Questions = pairs }, Signals = measured.Signals };
        return _options.Output == QuestionOutput.Replace ? Verdict.Split([child]) : Verdict.Split([document with { Signals = measured.Signals }, child]);
    }

    static IEnumerable<QuestionAnswer> Find(QuestionSource source, Document document) => source switch
    {
        QuestionSource.JsonLd => SchemaQuestions.Read(document.Structure?.JsonLd ?? []),
        QuestionSource.Marked => document.Structure?.Questions ?? [],
        QuestionSource.Headings => HeadingQuestions.Read(document),
        QuestionSource.Definitions => DefinitionQuestions.Read(document),
        _ => ExerciseQuestions.Read(document.Text),
    };
}
