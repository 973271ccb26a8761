using Curation.Core.Contracts;
using Curation.Stages.Dedup.External;

namespace Curation.Stages.Dedup.Clusters;

/// <summary>Chooses who stays: gathers the members of a partition's clusters and decides about each, for the shards to read.</summary>
/// <param name="task">The task.</param>
/// <param name="options">Options with memory.</param>
/// <param name="known">Documents that an index knows.</param>
sealed class Survivors(ICorpusTask task, DedupOptions options, IEnumerable<Member>? known = null) : IDisposable
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
        foreach (var member in known ?? []) members.Add(member);
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
        if (member.IsKnown) return;
        _size += member.Weight;
        if (_best.IsKnown) _counters.Add("known-documents", 1);
        _decisions.Add(new(_best.Id, member.Document, _best.IsKnown ? Decision.KnownBefore : 0, float.NaN));
    }

    void End()
    {
        if (!_any || _best.IsKnown || _size == _best.Weight) return;
        var size = (int)Math.Min(_size, int.MaxValue);
        _decisions.Add(new(_best.Id, _best.Document, size, float.NaN));
        _counters.Add(size);
    }
}
