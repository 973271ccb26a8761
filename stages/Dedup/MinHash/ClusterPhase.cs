using Curation.Core.Contracts;
using Curation.Stages.Dedup.Clusters;
using Curation.Stages.Dedup.External;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>Finds the connected components of all edges and leaves, partitioned by shard, each document that has one with its label.</summary>
static class ClusterPhase
{
    /// <summary>Runs the only task.</summary>
    public static void Run(ICorpusTask task, MinHashDedupOptions options, CancellationToken cancellationToken)
    {
        var ordinals = new InputOrdinals(task.Input);
        var components = new ConnectedComponents(task.Scratch, ordinals.Count, options.Memory);
        foreach (var artifact in task.Artifacts(MinHashDedup.BandPlace).Where(a => a.Name == BandPhase.EdgeArtifact))
        {
            using var reader = PartitionedFile.Read<UInt128>(artifact, 0, 1);
            for (var block = reader.Block(); !block.IsEmpty; block = reader.Block())
                foreach (var edge in block) components.Add((ulong)edge, (ulong)(edge >> 64));
            cancellationToken.ThrowIfCancellationRequested();
        }
        using var target = new PartitionedWriter<UInt128>(task.CreateArtifact("labels"), task.Input.Shards.Length);
        components.Solve((document, label) => target.Add(ordinals.ShardOf(document), new UInt128(document, label)));
    }
}
