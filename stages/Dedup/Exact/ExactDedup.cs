using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Dedup.Clusters;
using Curation.Stages.Dedup.External;
using Curation.Stages.Dedup.Index;

namespace Curation.Stages.Dedup.Exact;

/// <summary>
/// Keeps one document of those with the same text or URL. Phases: a key of 128 bits for each document, partitioned by hash;
/// survivors by partition; removal by shard. Memory is bounded by <see cref="DedupOptions.MemoryMegabytes"/>, whatever the input.
/// </summary>
public sealed class ExactDedup : ICorpusStage, IComponent<ExactDedup, ExactDedupOptions>
{
    static readonly Reason s_text = new("exact-dedup.duplicate-text", "Another document that stays has the same text.");
    static readonly Reason s_url = new("exact-dedup.duplicate-url", "Another document that stays has the same URL.");
    readonly ExactDedupOptions _options;
    readonly KeepRank _rank;

    ExactDedup(ExactDedupOptions options) => (_options, _rank) = (options, new(options));

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("exact-dedup", 1, "Keeps one document of those with the same normalised text or URL.") { Reasons = [s_text, s_url] };

    /// <inheritdoc/>
    public static ExactDedup Create(ExactDedupOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public static IEnumerable<string> Files(ExactDedupOptions options) => options.Files();

    /// <inheritdoc/>
    public IReadOnlyList<CorpusPhase> Plan(CorpusInput input) =>
    [
        new("keys", input.Shards.Length),
        new("survivors", Partitions(input)),
        .. _options.WriteIndex ? [new CorpusPhase("index", Partitions(input))] : Array.Empty<CorpusPhase>(),
        new("removal", input.Shards.Length),
    ];

    /// <inheritdoc/>
    public void RunTask(ICorpusTask task, CancellationToken cancellationToken)
    {
        switch (task.Phase)
        {
            case 0: WriteKeys(task, cancellationToken); break;
            case 1: Choose(task, cancellationToken); break;
            case 2 when _options.WriteIndex: WriteIndex(task, cancellationToken); break;
            default: Removal.Run(task, 1, _options.By == ExactDedupKey.Url ? s_url : s_text, _options.Memory, cancellationToken); break;
        }
    }

    void Choose(ICorpusTask task, CancellationToken cancellationToken)
    {
        using var survivors = new Survivors(task, _options, Known(task));
        survivors.Run(0, Partitions(task.Input), cancellationToken);
    }

    /// <summary>The first member of each key: one that the index knows, or the survivor.</summary>
    void WriteIndex(ICorpusTask task, CancellationToken cancellationToken)
    {
        using var members = new ExternalSorter<Member>(task.Scratch, "members", _options.Memory);
        foreach (var artifact in task.Artifacts(0))
        {
            using var reader = PartitionedFile.Read<Member>(artifact, task.Task, Partitions(task.Input));
            members.AddAll(reader);
            cancellationToken.ThrowIfCancellationRequested();
        }
        foreach (var member in Known(task)) members.Add(member);
        using var writer = new IndexWriter(task);
        members.Drain(block =>
        {
            foreach (ref readonly var member in block) writer.Add(member.Cluster, member.Id);
        });
    }

    IEnumerable<Member> Known(ICorpusTask task) =>
        DedupIndex.Of(_options)?.Read(task.Task, Partitions(task.Input)).Select(r => Member.Known(r.Key, r.Id)) ?? [];

    int Partitions(CorpusInput input) => PartitionCount.Of(_options, input, InputOrdinals.Rows(input.Shards) * 64);

    void WriteKeys(ICorpusTask task, CancellationToken cancellationToken)
    {
        var partitions = Partitions(task.Input);
        var next = new InputOrdinals(task.Input).Start(task.Task);
        var input = task.Input.Shards[task.Task].InputName;
        var keys = new ExactKeys(_options, input);
        using var members = new ExternalSorter<Member>(task.Scratch, "members", _options.Memory);
        foreach (var document in task.ReadShard(task.Task, [.. keys.Columns.Concat(_rank.Columns).Append("duplicates").Distinct(StringComparer.Ordinal)]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (keys.Of(document) is { } key)
                members.Add(new(key, Ids.Parse(document.Id), _rank.Of(document, input), next, 0, 0, document.Duplicates ?? 1));
            else task.Count("without-key", 1);
            next++;
        }
        using var target = task.CreateArtifact(Member.Artifact);
        PartitionedFile.Write(target, partitions, members, m => Member.Partition(m.Cluster, partitions));
    }
}
