using Curation.Core.Contracts;
using Curation.Stages.Dedup.External;

namespace Curation.Stages.Dedup.Clusters;

/// <summary>Chooses who stays: gathers the members of a partition's clusters and decides about each, for the shards to read.</summary>
sealed class Survivors(ICorpusTask task, DedupOptions options) : IDisposable
{
    readonly InputOrdinals _ordinals = new(task.Input);
    readonly ClusterCounters _counters = new(options.UnusualClusterSize);
    readonly ExternalSorter<Decision> _decisions = new(task.Scratch, "decisions", options.Memory / 3);
    Member _best;
    long _size;
    bool _any;

    /// <summary>Reads what an earlier phase left, partitioned by cluster, and writes the decisions, partitioned by shard.</summary>
    public void Run(int gathered, int partitions, CancellationToken cancellationToken)
    {
        using var members = new ExternalSorter<Member>(task.Scratch, "members", options.Memory / 2);
        foreach (var artifact in task.Artifacts(gathered).Where(a => a.Name == Member.Artifact))
        {
            using var reader = PartitionedFile.Read<Member>(artifact, task.Task, partitions);
            members.AddAll(reader);
            cancellationToken.ThrowIfCancellationRequested();
        }
        members.Drain(block =>
        {
            foreach (ref readonly var member in block) Add(member);
        });
        End();
        WriteDecisions(task, _ordinals, _decisions);
        _counters.Report(task);
    }

    /// <summary>Writes decisions as the last phase reads them.</summary>
    public static void WriteDecisions(ICorpusTask task, InputOrdinals ordinals, ExternalSorter<Decision> decisions)
    {
        using var target = task.CreateArtifact("decisions");
        PartitionedFile.Write(target, task.Input.Shards.Length, decisions, d => ordinals.ShardOf(d.Document));
    }

    /// <inheritdoc/>
    public void Dispose() => _decisions.Dispose();

    void Add(in Member member)
    {
        if (!_any || member.Cluster != _best.Cluster)
        {
            End();
            (_best, _size, _any) = (member, member.Weight, true);
            return;
        }
        _size += member.Weight;
        _decisions.Add(new(_best.Id, member.Document, 0, float.NaN));
    }

    void End()
    {
        if (!_any || _size == _best.Weight) return;
        var size = (int)Math.Min(_size, int.MaxValue);
        _decisions.Add(new(_best.Id, _best.Document, size, float.NaN));
        _counters.Add(size);
    }
}
