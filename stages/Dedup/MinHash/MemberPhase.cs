using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Dedup.Clusters;
using Curation.Stages.Dedup.External;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>Joins the labels of a shard's documents with what decides who stays, partitioned by cluster; for the check, with their sets of shingles too.</summary>
sealed class MemberPhase : IDisposable
{
    readonly ICorpusTask _task;
    readonly int _partitions;
    readonly ExternalSorter<Member> _members;
    readonly BucketFiles<ulong>? _sets;
    readonly long[] _setLengths;
    readonly Signer _signer;
    ulong[] _set = new ulong[1 << 12];

    /// <summary>Ready to run a task.</summary>
    public MemberPhase(ICorpusTask task, MinHashDedupOptions options, int partitions)
    {
        (_task, _partitions) = (task, partitions);
        _members = new(task.Scratch, "members", options.Memory / 2);
        _sets = options.Verify ? new(task.Scratch, "sets", partitions, options.Memory / 2) : null;
        _setLengths = new long[partitions];
        _signer = new(options);
    }

    /// <summary>Runs the task of a shard.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        using var labels = PartitionedFile.Read<UInt128>(_task.Artifacts(MinHashDedup.ClusterPlace).Single(), _task.Task, _task.Input.Shards.Length);
        using var facts = DocumentFacts.Read(_task, _task.Task);
        using var documents = _sets is null ? null : _task.ReadShard(_task.Task, ["text", "language"]).GetEnumerator();
        var known = Known();
        var next = new InputOrdinals(_task.Input).Start(_task.Task);
        while (labels.Next())
        {
            var (ordinal, label) = ((ulong)(labels.Current >> 64), (ulong)labels.Current);
            do
            {
                facts.Next();
                documents?.MoveNext();
            }
            while (next++ < ordinal);
            var cluster = Spread(label);
            var (offset, length) = documents is null ? (0, 0) : AddSet(Member.Partition(cluster, _partitions), documents.Current);
            _members.Add(new(cluster, facts.Current.Id, facts.Current.Rank, ordinal, offset, length, facts.Current.Weight));
            if (known.TryGetValue(ordinal, out var id)) _members.Add(Member.Known(cluster, id));
            cancellationToken.ThrowIfCancellationRequested();
        }
        using (var target = _task.CreateArtifact(Member.Artifact))
            PartitionedFile.Write(target, _partitions, _members, m => Member.Partition(m.Cluster, _partitions));
        if (_sets is not null) WriteSets(_sets);
    }

    /// <inheritdoc/>
    public void Dispose() => _members.Dispose();

    (long Offset, int Length) AddSet(int partition, Document document)
    {
        var hashes = _signer.Shingles(document.Text, document.Language);
        if (_set.Length < hashes.Length) _set = new ulong[2 * hashes.Length];
        hashes.CopyTo(_set);
        var set = ShingleSets.Distinct(_set.AsSpan(0, hashes.Length));
        foreach (var hash in set) _sets!.Add(partition, hash);
        var offset = _setLengths[partition];
        _setLengths[partition] += set.Length;
        return (offset, set.Length);
    }

    /// <summary>Documents of the shard that an index knows, each with the smallest id.</summary>
    Dictionary<ulong, UInt128> Known()
    {
        var known = new Dictionary<ulong, UInt128>();
        foreach (var artifact in _task.Artifacts(MinHashDedup.BandPlace).Where(a => a.Name == KnownDocument.Artifact))
        {
            using var reader = PartitionedFile.Read<KnownDocument>(artifact, _task.Task, _task.Input.Shards.Length);
            while (reader.Next())
                if (!known.TryGetValue(reader.Current.Document, out var id) || reader.Current.Id < id) known[reader.Current.Document] = reader.Current.Id;
        }
        return known;
    }

    void WriteSets(BucketFiles<ulong> sets)
    {
        using var target = new PartitionedWriter<ulong>(_task.CreateArtifact(ShingleSets.Artifact), _partitions);
        for (var p = 0; p < _partitions; p++)
        {
            sets.Read(p, block =>
            {
                foreach (var hash in block) target.Add(p, hash);
            });
            sets.Delete(p);
        }
    }

    /// <summary>A label behind its hash, which spreads clusters over partitions.</summary>
    static UInt128 Spread(ulong label)
    {
        var z = unchecked((label ^ (label >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return new UInt128(z ^ (z >> 31), label);
    }
}
