using Curation.Core.Documents;

namespace Curation.Core.Contracts;

/// <summary>Decides about batches of documents with a device or a server: GPU models, OCR, language models.</summary>
public interface IBatchStage : IPipelineStage
{
    /// <summary>What the stage computes on; steps are cut where it changes.</summary>
    Resource Resource { get; }

    /// <summary>How large a batch is and how many may be under way.</summary>
    BatchShape Shape { get; }

    /// <summary>One verdict per document, in the batch's order. Results must not depend on how documents are batched.</summary>
    Task<IReadOnlyList<Verdict>> ApplyAsync(IReadOnlyList<Document> batch, CancellationToken cancellationToken);
}

/// <summary>What a step of a run computes on.</summary>
public enum Resource
{
    /// <summary>Processor cores.</summary>
    Cpu,

    /// <summary>A GPU, or the processor in its place.</summary>
    Gpu,

    /// <summary>A language-model server.</summary>
    Llm,
}

/// <summary>Limits of a batch; it is handed over when the first is reached, or when no more documents come.</summary>
/// <param name="Documents">Most documents in a batch, at least 1.</param>
/// <param name="Size">Most UTF-16 units of text and bytes of payload in a batch; one larger document makes a batch of its own.</param>
/// <param name="Concurrency">Most batches under way at once.</param>
public sealed record BatchShape(int Documents, long Size = 4 << 20, int Concurrency = 1);
