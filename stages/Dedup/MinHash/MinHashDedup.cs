using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Dedup.Clusters;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>
/// Keeps one document of those that are near-duplicates by MinHash (Broder 1997) with bands (Leskovec, Rajaraman, Ullman, chapter 3).
/// Phases: signatures by shard; bands by hash, which leave edges; clusters, the connected components of these; members by shard;
/// survivors by cluster; removal by shard. Memory is bounded by <see cref="DedupOptions.MemoryMegabytes"/> in each, whatever the
/// input, and the result depends on neither partitions nor order. Differs from datatrove: clusters are found on disk, the keep policy
/// is an option, equal documents are decided by id.
/// </summary>
public sealed class MinHashDedup : ICorpusStage, IComponent<MinHashDedup, MinHashDedupOptions>
{
    internal const int SignaturePlace = 0, BandPlace = 1, ClusterPlace = 2, MemberPlace = 3, SurvivorPlace = 4, IndexPlace = 5;

    // 14 bands of 16 bytes make 224 bytes a document; a member takes 64 bytes, and with sets of shingles some thousand.
    const long MemberBytes = 64, VerifiedMemberBytes = 4096;

    static readonly Reason s_duplicate = new("minhash-dedup.near-duplicate", "Another document that stays has nearly the same text.");
    readonly MinHashDedupOptions _options;

    MinHashDedup(MinHashDedupOptions options) => _options = options;

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("minhash-dedup", 1, "Keeps one document of those with nearly the same text, by MinHash signatures in bands.") { Reasons = [s_duplicate] };

    /// <inheritdoc/>
    public static MinHashDedup Create(MinHashDedupOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public static IEnumerable<string> Files(MinHashDedupOptions options) => options.Files();

    /// <inheritdoc/>
    public IReadOnlyList<CorpusPhase> Plan(CorpusInput input) =>
    [
        new("signatures", input.Shards.Length),
        new("bands", BandPartitions(input)),
        new("clusters", 1),
        new("members", input.Shards.Length),
        new("survivors", MemberPartitions(input)),
        .. _options.WriteIndex ? [new CorpusPhase("index", BandPartitions(input))] : Array.Empty<CorpusPhase>(),
        new("removal", input.Shards.Length),
    ];

    /// <inheritdoc/>
    public void RunTask(ICorpusTask task, CancellationToken cancellationToken)
    {
        switch (task.Phase)
        {
            case SignaturePlace: SignaturePhase.Run(task, _options, BandPartitions(task.Input), cancellationToken); break;
            case BandPlace: BandPhase.Run(task, _options, BandPartitions(task.Input), cancellationToken); break;
            case ClusterPlace: ClusterPhase.Run(task, _options, cancellationToken); break;
            case MemberPlace: Gather(task, cancellationToken); break;
            case SurvivorPlace: Choose(task, cancellationToken); break;
            case IndexPlace when _options.WriteIndex: IndexPhase.Run(task, _options, BandPartitions(task.Input), cancellationToken); break;
            default: Removal.Run(task, SurvivorPlace, s_duplicate, _options.Memory, cancellationToken); break;
        }
    }

    void Gather(ICorpusTask task, CancellationToken cancellationToken)
    {
        using var members = new MemberPhase(task, _options, MemberPartitions(task.Input));
        members.Run(cancellationToken);
    }

    void Choose(ICorpusTask task, CancellationToken cancellationToken)
    {
        var partitions = MemberPartitions(task.Input);
        if (_options.Verify)
        {
            using var verified = new VerifiedSurvivors(task, _options);
            verified.Run(partitions, cancellationToken);
            return;
        }
        using var survivors = new Survivors(task, _options);
        survivors.Run(MemberPlace, partitions, cancellationToken);
    }

    int BandPartitions(CorpusInput input) => PartitionCount.Of(_options, input, InputOrdinals.Rows(input.Shards) * _options.Shape.Bands * 16);

    int MemberPartitions(CorpusInput input) => PartitionCount.Of(_options, input, InputOrdinals.Rows(input.Shards) * (_options.Verify ? VerifiedMemberBytes : MemberBytes));
}
