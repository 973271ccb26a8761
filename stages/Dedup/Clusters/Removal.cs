using System.Globalization;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Dedup.External;

namespace Curation.Stages.Dedup.Clusters;

/// <summary>The last phase: reads what was decided about the documents of a shard and gives each its verdict.</summary>
static class Removal
{
    /// <summary>Decides about the shard of the task's ordinal.</summary>
    /// <param name="task">A task of the last phase.</param>
    /// <param name="decided">The phase that left decisions, partitioned by shard.</param>
    /// <param name="reason">Why duplicates go.</param>
    /// <param name="memory">Bytes of memory to use.</param>
    /// <param name="cancellationToken">Fires when the run stops.</param>
    public static void Run(ICorpusTask task, int decided, Reason reason, long memory, CancellationToken cancellationToken)
    {
        using var decisions = new ExternalSorter<Decision>(task.Scratch, "decisions", memory);
        foreach (var artifact in task.Artifacts(decided))
        {
            using var reader = PartitionedFile.Read<Decision>(artifact, task.Task, task.Input.Shards.Length);
            decisions.AddAll(reader);
        }
        using var documents = task.ReadShard(task.Task).GetEnumerator();
        var next = new InputOrdinals(task.Input).Start(task.Task);
        decisions.Drain(block =>
        {
            foreach (ref readonly var decision in block)
            {
                for (; next < decision.Document; next++) Alone(task, documents);
                next++;
                documents.MoveNext();
                Decide(task, documents.Current, decision, reason);
            }
            cancellationToken.ThrowIfCancellationRequested();
        });
        while (documents.MoveNext()) Alone(task, documents.Current);
    }

    static void Alone(ICorpusTask task, IEnumerator<Document> documents)
    {
        documents.MoveNext();
        Alone(task, documents.Current);
    }

    static void Alone(ICorpusTask task, Document document) => task.Decide(Verdict.Keep(document with { Duplicates = document.Duplicates ?? 1 }));

    static void Decide(ICorpusTask task, Document document, in Decision decision, Reason reason)
    {
        if (decision.Stays)
        {
            task.Decide(Verdict.Keep(document with { Duplicates = decision.Size }));
            return;
        }
        var detail = $"duplicate of {Ids.Format(decision.Survivor)}";
        if (decision.Size == Decision.KnownBefore) detail += " of the index";
        if (!float.IsNaN(decision.Jaccard)) detail += string.Create(CultureInfo.InvariantCulture, $", jaccard {decision.Jaccard:0.0000}");
        task.Decide(Verdict.Drop(document, reason, detail: detail));
    }
}
