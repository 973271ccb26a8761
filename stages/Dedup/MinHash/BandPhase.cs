using Curation.Core.Contracts;
using Curation.Stages.Dedup.Clusters;
using Curation.Stages.Dedup.External;
using Curation.Stages.Dedup.Index;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>Groups the bands of a partition; documents with the same band get an edge to the first of them.</summary>
static class BandPhase
{
    /// <summary>Name of the artifacts that hold edges: the larger ordinal, then the smaller.</summary>
    public const string EdgeArtifact = "edges";

    /// <summary>Runs the task of a partition.</summary>
    public static void Run(ICorpusTask task, MinHashDedupOptions options, int partitions, CancellationToken cancellationToken)
    {
        using var bands = new ExternalSorter<UInt128>(task.Scratch, "bands", options.Memory * 3 / 4);
        foreach (var artifact in task.Artifacts(MinHashDedup.SignaturePlace).Where(a => a.Name == SignaturePhase.BandArtifact))
        {
            using var reader = PartitionedFile.Read<UInt128>(artifact, task.Task, partitions);
            bands.AddAll(reader);
            cancellationToken.ThrowIfCancellationRequested();
        }
        using var edges = new ExternalSorter<UInt128>(task.Scratch, "edges", options.Memory / 4);
        using var known = new ExternalSorter<KnownDocument>(task.Scratch, "known", options.Memory / 8);
        using var index = (DedupIndex.Of(options)?.Read(task.Task, partitions) ?? []).GetEnumerator();
        var more = index.MoveNext();
        long groups = 0, paired = 0;
        var (band, first, size) = (UInt128.MaxValue, 0UL, 0);
        bands.Drain(block =>
        {
            foreach (var record in block)
            {
                if (BandRecord.Key(record) != band || size == 0)
                {
                    (band, first, size) = (BandRecord.Key(record), BandRecord.Document(record), 1);
                    while (more && index.Current.Key < band) more = index.MoveNext();
                    if (more && index.Current.Key == band)
                    {
                        // One of a group is enough: the others hang on it. An edge to itself makes it a component.
                        known.Add(new(index.Current.Id, first));
                        edges.Add(new UInt128(first, first));
                    }
                    continue;
                }
                if (++size == 2) groups++;
                paired++;
                edges.Add(new UInt128(BandRecord.Document(record), first));
            }
            cancellationToken.ThrowIfCancellationRequested();
        });
        task.Count("shared-bands", groups);
        task.Count("candidate-pairs", paired);
        if (options.Index is not null) WriteKnown(task, known);
        using var target = new PartitionedWriter<UInt128>(task.CreateArtifact(EdgeArtifact), 1);
        var last = UInt128.MaxValue;
        edges.Drain(block =>
        {
            foreach (var edge in block)
                if (edge != last) target.Add(0, last = edge);
        });
    }

    static void WriteKnown(ICorpusTask task, ExternalSorter<KnownDocument> known)
    {
        var ordinals = new InputOrdinals(task.Input);
        using var target = new PartitionedWriter<KnownDocument>(task.CreateArtifact(KnownDocument.Artifact), task.Input.Shards.Length);
        var last = ulong.MaxValue;
        known.Drain(block =>
        {
            foreach (ref readonly var document in block)
            {
                if (document.Document != last) target.Add(ordinals.ShardOf(document.Document), document);
                last = document.Document;
            }
        });
    }
}
