using Curation.Core.Contracts;
using Curation.Stages.Dedup.External;
using Curation.Stages.Dedup.Index;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>Joins the bands of the run with those of the index it read, a partition of keys a task.</summary>
static class IndexPhase
{
    /// <summary>Name of the artifacts that hold bands with ids.</summary>
    public const string BandArtifact = "indexed-bands";

    /// <summary>Runs the task of a partition.</summary>
    public static void Run(ICorpusTask task, MinHashDedupOptions options, int partitions, CancellationToken cancellationToken)
    {
        using var records = new ExternalSorter<IndexRecord>(task.Scratch, "index", options.Memory);
        foreach (var artifact in task.Artifacts(MinHashDedup.SignaturePlace).Where(a => a.Name == BandArtifact))
        {
            using var reader = PartitionedFile.Read<IndexRecord>(artifact, task.Task, partitions);
            records.AddAll(reader);
            cancellationToken.ThrowIfCancellationRequested();
        }
        foreach (var known in DedupIndex.Of(options)?.Read(task.Task, partitions) ?? []) records.Add(known);
        using var writer = new IndexWriter(task);
        records.Drain(block =>
        {
            foreach (ref readonly var record in block) writer.Add(record.Key, record.Id);
        });
    }
}
