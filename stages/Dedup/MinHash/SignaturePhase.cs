using System.IO.Hashing;
using System.Runtime.InteropServices;
using Curation.Core.Contracts;
using Curation.Stages.Dedup.Clusters;
using Curation.Stages.Dedup.External;
using Curation.Stages.Dedup.Index;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>Signs the documents of a shard and leaves their bands, partitioned by hash, and their facts.</summary>
static class SignaturePhase
{
    /// <summary>Name of the artifacts that hold bands.</summary>
    public const string BandArtifact = "bands";

    /// <summary>Runs the task of a shard.</summary>
    public static void Run(ICorpusTask task, MinHashDedupOptions options, int partitions, CancellationToken cancellationToken)
    {
        var ordinals = new InputOrdinals(task.Input);
        BandRecord.Check(ordinals.Count);
        var input = task.Input.Shards[task.Task].InputName;
        var signer = new Signer(options);
        var rank = new KeepRank(options);
        var scope = ScopeOf(options.Scope, input);
        var next = ordinals.Start(task.Task);
        using var bands = new ExternalSorter<UInt128>(task.Scratch, "bands", options.Memory / (options.WriteIndex ? 2 : 1));
        using var indexed = new ExternalSorter<IndexRecord>(task.Scratch, "indexed", options.Memory / 2);
        using (var facts = new PartitionedWriter<DocumentFacts>(task.CreateArtifact(DocumentFacts.Artifact), 1))
        {
            foreach (var document in task.ReadShard(task.Task, [.. rank.Columns.Concat(["text", "language", "duplicates"]).Distinct(StringComparer.Ordinal)]))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var id = Ids.Parse(document.Id);
                facts.Add(0, new(id, rank.Of(document, input), document.Duplicates ?? 1));
                if (!signer.Sign(document.Text, document.Language)) task.Count("without-signature", 1);
                else
                {
                    for (var band = 0; band < options.Shape.Bands; band++)
                    {
                        var record = BandRecord.Of(signer.Band(band, scope), next);
                        bands.Add(record);
                        if (options.WriteIndex) indexed.Add(new(BandRecord.Key(record), id));
                    }
                }
                next++;
            }
        }
        using (var target = task.CreateArtifact(BandArtifact))
            PartitionedFile.Write(target, partitions, bands, record => BandRecord.Partition(record, partitions));
        if (!options.WriteIndex) return;
        using var index = task.CreateArtifact(IndexPhase.BandArtifact);
        PartitionedFile.Write(index, partitions, indexed, record => IndexRecord.Partition(record.Key, partitions));
    }

    /// <summary>A number for what is compared: the input, or all.</summary>
    public static ulong ScopeOf(DedupScope scope, string input) => scope == DedupScope.All ? 0 : XxHash3.HashToUInt64(MemoryMarshal.AsBytes(input.AsSpan()));
}
