using Curation.Core.Contracts;
using Curation.Stages.Dedup.Clusters;
using Curation.Stages.Dedup.External;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>Joins the labels of a shard's documents with what decides who stays, partitioned by cluster.</summary>
static class MemberPhase
{
    /// <summary>Runs the task of a shard.</summary>
    public static void Run(ICorpusTask task, MinHashDedupOptions options, int partitions, CancellationToken cancellationToken)
    {
        using var members = new ExternalSorter<Member>(task.Scratch, "members", options.Memory);
        using var labels = PartitionedFile.Read<UInt128>(task.Artifacts(MinHashDedup.ClusterPlace).Single(), task.Task, task.Input.Shards.Length);
        using var facts = DocumentFacts.Read(task, task.Task);
        var next = new InputOrdinals(task.Input).Start(task.Task);
        while (labels.Next())
        {
            var (document, label) = ((ulong)(labels.Current >> 64), (ulong)labels.Current);
            do facts.Next();
            while (next++ < document);
            members.Add(new(Cluster(label), facts.Current.Id, facts.Current.Rank, document, 0, 0, facts.Current.Weight));
            cancellationToken.ThrowIfCancellationRequested();
        }
        using var target = task.CreateArtifact(Member.Artifact);
        PartitionedFile.Write(target, partitions, members, m => Member.Partition(m.Cluster, partitions));
    }

    /// <summary>A label behind its hash, which spreads clusters over partitions.</summary>
    static UInt128 Cluster(ulong label)
    {
        var z = unchecked((label ^ (label >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return new UInt128(z ^ (z >> 31), label);
    }
}
