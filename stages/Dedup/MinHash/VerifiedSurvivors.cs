using Curation.Core.Contracts;
using Curation.Stages.Dedup.Clusters;
using Curation.Stages.Dedup.External;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>
/// Chooses who stays with a check of the true Jaccard similarity. The documents of a component come in the order of the keep policy;
/// each joins the first survivor that it reaches the threshold with, or survives itself. So a chain of ever less similar documents
/// does not pull in its ends, and no document goes whose similarity with the survivor is below the threshold.
/// </summary>
sealed class VerifiedSurvivors : IDisposable
{
    // A component with more survivors than this is no cluster but a chain; what fits none of them stays.
    const int MostSurvivors = 100_000;
    const int Unsketched = 8;

    readonly ICorpusTask _task;
    readonly MinHashDedupOptions _options;
    readonly InputOrdinals _ordinals;
    readonly ClusterCounters _counters;
    readonly ExternalSorter<Member> _members;
    readonly ExternalSorter<Decision> _decisions;
    readonly ShingleSetFile _sets;
    readonly Sketches _sketches = new();
    readonly List<Survivor> _survivors = [];
    ulong[] _set = new ulong[1 << 12];
    UInt128 _cluster;

    /// <summary>Ready to run a task.</summary>
    public VerifiedSurvivors(ICorpusTask task, MinHashDedupOptions options)
    {
        (_task, _options) = (task, options);
        _ordinals = new(task.Input);
        _counters = new(options.UnusualClusterSize);
        _members = new(task.Scratch, "members", options.Memory / 2);
        _decisions = new(task.Scratch, "decisions", options.Memory / 4);
        _sets = new(task.Scratch);
    }

    /// <summary>Reads members and their sets, and writes the decisions, partitioned by shard.</summary>
    public void Run(int partitions, CancellationToken cancellationToken)
    {
        var artifacts = _task.Artifacts(MinHashDedup.MemberPlace).ToLookup(a => a.Name);
        foreach (var (members, sets) in artifacts[Member.Artifact].Zip(artifacts[ShingleSets.Artifact]))
        {
            var start = _sets.Append(sets, _task.Task, partitions);
            using var reader = PartitionedFile.Read<Member>(members, _task.Task, partitions);
            while (reader.Next()) _members.Add(reader.Current with { SetOffset = start + reader.Current.SetOffset });
            cancellationToken.ThrowIfCancellationRequested();
        }
        _members.Drain(block =>
        {
            foreach (ref readonly var member in block) Add(member);
            cancellationToken.ThrowIfCancellationRequested();
        });
        End();
        Survivors.WriteDecisions(_task, _ordinals, _decisions);
        _counters.Report(_task);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _members.Dispose();
        _decisions.Dispose();
        _sets.Dispose();
    }

    void Add(in Member member)
    {
        if (member.Cluster != _cluster) End();
        _cluster = member.Cluster;
        var set = Keep(_sets.Read(member.SetOffset, member.SetLength));
        var sketch = _survivors.Count < Unsketched ? null : _sketches.Of(set);
        foreach (var survivor in _survivors)
        {
            if (!MayReach(survivor, member, sketch)) continue;
            _counters.Add("pairs-verified", 1);
            var jaccard = ShingleSets.Jaccard(set, _sets.Read(survivor.Member.SetOffset, survivor.Member.SetLength));
            if (jaccard < _options.MinJaccard) continue;
            survivor.Size += member.Weight;
            _decisions.Add(new(survivor.Member.Id, member.Document, 0, (float)jaccard));
            return;
        }
        if (_survivors.Count > 0) _counters.Add("documents-below-threshold", 1);
        if (_survivors.Count < MostSurvivors) _survivors.Add(new(member));
        else _counters.Add("documents-beyond-survivor-limit", 1);
    }

    bool MayReach(Survivor survivor, in Member member, uint[]? sketch)
    {
        var (a, b) = (survivor.Member.SetLength, member.SetLength);
        if (Math.Min(a, b) < _options.MinJaccard * Math.Max(a, b)) return false;
        if (sketch is null) return true;
        survivor.Sketch ??= _sketches.Of(_sets.Read(survivor.Member.SetOffset, survivor.Member.SetLength));
        return Sketches.MayReach(survivor.Sketch, sketch, _options.MinJaccard);
    }

    void End()
    {
        foreach (var survivor in _survivors)
        {
            if (survivor.Size == survivor.Member.Weight) continue;
            var size = (int)Math.Min(survivor.Size, int.MaxValue);
            _decisions.Add(new(survivor.Member.Id, survivor.Member.Document, size, float.NaN));
            _counters.Add(size);
        }
        _survivors.Clear();
    }

    ReadOnlySpan<ulong> Keep(ReadOnlySpan<ulong> set)
    {
        if (_set.Length < set.Length) _set = new ulong[2 * set.Length];
        set.CopyTo(_set);
        return _set.AsSpan(0, set.Length);
    }

    /// <summary>A document that stays and what joined it.</summary>
    sealed class Survivor(Member member)
    {
        public Member Member => member;

        public long Size { get; set; } = member.Weight;

        public uint[]? Sketch { get; set; }
    }
}
