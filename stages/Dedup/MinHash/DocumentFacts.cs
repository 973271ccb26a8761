using Curation.Core.Contracts;
using Curation.Stages.Dedup.External;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>What is kept of a document, row by row, so that later phases need not read its text again.</summary>
/// <param name="Id">The document's id as a number.</param>
/// <param name="Rank">Place under the keep policy.</param>
/// <param name="Weight">Documents that it stands for already.</param>
readonly record struct DocumentFacts(UInt128 Id, ulong Rank, int Weight)
{
    /// <summary>Name of the artifacts that hold them.</summary>
    public const string Artifact = "documents";

    /// <summary>The facts of a shard's documents, in order.</summary>
    public static RecordReader<DocumentFacts> Read(ICorpusTask task, int shard)
    {
        var artifact = task.Artifacts(MinHashDedup.SignaturePlace).Single(a => a.Task == shard && a.Name == Artifact);
        return PartitionedFile.Read<DocumentFacts>(artifact, 0, 1);
    }
}
