using Curation.Core.Documents;

namespace Curation.Core.Contracts;

/// <summary>Parent of the three stage shapes: <see cref="IStage"/>, <see cref="IBatchStage"/> and <see cref="ICorpusStage"/>.</summary>
public interface IPipelineStage;

/// <summary>Decides about one document at a time on a CPU: synchronous, thread-safe, no I/O, the same answer for the same document.</summary>
public interface IStage : IPipelineStage
{
    /// <summary>Measures the document, records every signal, then judges it.</summary>
    /// <remarks>Exceptions propagate: the runtime counts the document as <see cref="FailureReasons.Stage"/>.</remarks>
    Verdict Apply(Document document);
}
