using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Statistics;

namespace Curation.Stages.Rephrase.Selection;

/// <summary>
/// Selects documents at random until their tokens fill a budget, exactly: in the order of a hash of seed and id, those before the first that would
/// go beyond it. The same documents are selected however the corpus is cut into shards. Three phases: draws of each shard, the cut, verdicts.
/// </summary>
public sealed class TokenSelectionStage : ICorpusStage, IComponent<TokenSelectionStage, TokenSelectionOptions>
{
    const string Marked = "token_selection";
    static readonly Reason s_notSelected = new("token-selection.not-selected", "The document was not selected within the budget of tokens, and the option keepOthers is false.");
    static readonly string[] s_columns = ["text", "language", "signals"];
    static readonly TokenEstimate s_tokens = new();
    readonly TokenSelectionOptions _options;
    readonly DocumentChoice _choice;

    TokenSelectionStage(TokenSelectionOptions options) =>
        (_options, _choice) = (options, new(options.Languages, options.Sources, options.Signal, options.MinSignal, options.MaxSignal));

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("token-selection", 1, "Selects random documents up to a budget of tokens, to be rephrased or kept.")
    {
        Reasons = [s_notSelected],
        Signals = [new(Marked, SignalKind.Count, "1 if the document was selected within the budget of tokens, else 0.")],
    };

    /// <inheritdoc/>
    public static TokenSelectionStage Create(TokenSelectionOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public IReadOnlyList<CorpusPhase> Plan(CorpusInput input) => [new("draws", Math.Max(1, input.Shards.Length)), new("cut", 1), new("decide", input.Shards.Length)];

    /// <inheritdoc/>
    public void RunTask(ICorpusTask task, CancellationToken cancellationToken)
    {
        if (task.Phase == 0) WriteDraws(task, cancellationToken);
        else if (task.Phase == 1) WriteCut(task, cancellationToken);
        else Decide(task, cancellationToken);
    }

    void WriteDraws(ICorpusTask task, CancellationToken cancellationToken)
    {
        using var writer = new BinaryWriter(task.CreateArtifact("draws"), Encoding.UTF8);
        foreach (var document in task.Task < task.Input.Shards.Length ? task.ReadShard(task.Task, s_columns) : [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_choice.Has(document)) continue;
            writer.Write(Draw(task, document));
            writer.Write(s_tokens.Count(document.Text));
        }
    }

    void WriteCut(ICorpusTask task, CancellationToken cancellationToken)
    {
        // The draws are read twice, so that memory holds those of a 65,536th of the documents alone.
        var tokens = new long[1 << 16];
        foreach (var (draw, count) in Draws(task, cancellationToken)) tokens[draw >> 48] += count;
        var (bucket, sum) = (0, 0L);
        while (bucket < tokens.Length && sum + tokens[bucket] <= _options.Tokens) sum += tokens[bucket++];
        var cut = ulong.MaxValue;
        foreach (var (draw, count) in Draws(task, cancellationToken).Where(d => bucket < tokens.Length && (int)(d.Draw >> 48) == bucket).Order())
        {
            if (sum + count > _options.Tokens)
            {
                cut = draw;
                break;
            }
            sum += count;
        }
        task.Count("selected-tokens", sum);
        using var writer = new BinaryWriter(task.CreateArtifact("cut"), Encoding.UTF8);
        writer.Write(cut);
    }

    void Decide(ICorpusTask task, CancellationToken cancellationToken)
    {
        using var reader = new BinaryReader(task.Artifacts(1).Single().OpenAll(), Encoding.UTF8);
        var cut = reader.ReadUInt64();
        foreach (var document in task.ReadShard(task.Task))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isSelected = _choice.Has(document) && Draw(task, document) < cut;
            var marked = document with { Signals = document.Signals.With(new Signal(Marked, isSelected ? 1 : 0)) };
            task.Decide(isSelected || _options.KeepOthers ? Verdict.Keep(marked) : Verdict.Drop(marked, s_notSelected, Marked, 1));
        }
    }

    static IEnumerable<(ulong Draw, int Tokens)> Draws(ICorpusTask task, CancellationToken cancellationToken)
    {
        const int Bytes = sizeof(ulong) + sizeof(int);
        foreach (var artifact in task.Artifacts(0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var reader = new BinaryReader(new BufferedStream(artifact.OpenAll(), 1 << 16), Encoding.UTF8);
            for (var left = artifact.Bytes / Bytes; left > 0; left--) yield return (reader.ReadUInt64(), reader.ReadInt32());
        }
    }

    /// <summary>Below the largest value, which stands for no cut.</summary>
    static ulong Draw(ICorpusTask task, Document document) =>
        Math.Min(ulong.MaxValue - 1, XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"tokens\n{document.Id}")), task.Seed));
}
