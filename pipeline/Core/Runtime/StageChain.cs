using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Statistics;

namespace Curation.Core.Runtime;

/// <summary>Passes documents through stages in order; the one place where a stage's exception becomes a reason.</summary>
/// <param name="stages">Names and stages.</param>
/// <param name="statistics">Counts every verdict.</param>
/// <param name="output">Takes what comes out.</param>
sealed class StageChain(ImmutableArray<(string Name, IStage Stage)> stages, TaskStatisticsCollector statistics, IDocumentOutput output)
{
    /// <summary>Passes one document through the stages from <paramref name="first"/> on.</summary>
    public void Pass(Document document, int first = 0)
    {
        for (var i = first; i < stages.Length; i++)
        {
            var verdict = Apply(stages[i].Stage, document);
            statistics.Verdict(i, document, verdict);
            switch (verdict)
            {
                case Verdict.Kept kept:
                    document = kept.Document;
                    break;
                case Verdict.SplitInto split:
                    foreach (var child in split.Documents) Pass(child, i + 1);
                    return;
                case Verdict.Dropped dropped:
                    output.Drop(stages[i].Name, dropped);
                    return;
            }
        }
        output.Keep(document);
    }

    static Verdict Apply(IStage stage, Document document)
    {
        try { return stage.Apply(document); }
        catch (LimitException error) { return Verdict.Drop(document, FailureReasons.Limit, detail: error.Message); }
        catch (Exception error) when (error is not (OutOfMemoryException or OperationCanceledException or ConfigException or OutputException or StorageException))
        {
            return Verdict.Drop(document, FailureReasons.Stage, detail: $"{error.GetType().Name}: {error.Message}");
        }
    }
}

/// <summary>Where documents go at the end of a chain.</summary>
interface IDocumentOutput
{
    /// <summary>Takes a kept document.</summary>
    void Keep(Document document);

    /// <summary>Takes a dropped or failed one.</summary>
    void Drop(string stage, Verdict.Dropped dropped);
}
