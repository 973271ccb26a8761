using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Rephrase.Judging;
using Curation.Stages.Rephrase.Llm;
using Curation.Stages.Rephrase.Selection;
using Curation.Stages.Rephrase.Styles;

namespace Curation.Stages.Rephrase;

/// <summary>
/// Rephrases documents with a language model behind an OpenAI-compatible server, and keeps what is grounded in its source. Each style makes a document
/// that is derived from the original; results do not depend on batches, servers or order, given the store of answers.
/// </summary>
public sealed class RephraseStage : IBatchStage, IComponent<RephraseStage, RephraseOptions>, IDisposable
{
    readonly RephraseOptions _options;
    readonly DocumentChoice _choice;
    readonly long _seed;
    readonly ImmutableArray<StyleRephraser> _styles;
    readonly LlmClient _client;
    readonly LlmClient? _judging;
    readonly (int Sent, int Received) _judgeTokens;

    RephraseStage(RephraseOptions options, StageServices services)
    {
        (_options, _choice, _seed) = (options, new(options.Languages, options.Sources, options.Signal, options.MinSignal, options.MaxSignal), services.Seed);
        var styles = options.Styles.Select(StyleLibrary.Load).ToList();
        var prompt = options.Judge.Enabled ? JudgePrompt.Load(options.Judge.Prompt) : null;
        if (prompt is not null) _judgeTokens = Judging.Judge.Tokens(prompt);
        var budget = new Budget(options.Budget);
        // The judge is sent chunk and answer, and answers itself.
        var (context, judgeContext) = (styles.Max(StyleRephraser.ContextTokens), styles.Max(StyleRephraser.ContextTokens) + _judgeTokens.Sent + _judgeTokens.Received);
        var isOther = prompt is not null && (options.Judge.Model is not null || !options.Judge.Endpoints.IsEmpty);
        _client = new(options.Client, options.Model, prompt is null || isOther ? context : judgeContext, budget, services);
        if (isOther) _judging = new(options.JudgeClient, options.Judge.Model ?? options.Model, judgeContext, budget, services);
        var judge = prompt is null ? null : new Judge(prompt, options.Judge.Model ?? options.Model, services.Seed, _judging ?? _client);
        _styles = [.. styles.Select(s => new StyleRephraser(s, options, services.Seed, _client, judge))];
        // A document waits for its own chunks alone; enough of them are taken in to fill all servers.
        Shape = new(1, Concurrency: Math.Clamp(options.Endpoints.Sum(e => e.MaxConcurrency) * 2, 8, 20_000));
    }

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("rephrase", 2, "Rephrases documents with a language model and keeps what is grounded in the source.")
    {
        Reasons = [RephraseReasons.NotSelected, RephraseReasons.Empty, .. RephraseReasons.Refusals],
        MakesQuestions = true,
        Signals =
        [
            new("rephrase_chunks", SignalKind.Count, "Chunks of the source that were asked about; as the other counts, on the first document made of it."),
            new("rephrase_items", SignalKind.Count, "Pairs, statements or texts that the model wrote."),
            new("rephrase_kept", SignalKind.Count, "Those that were kept."),
            .. RephraseReasons.Refusals.Select(r => new SignalDefinition(RephraseReasons.Signal(r), SignalKind.Count, $"Those refused: {r.Meaning}")),
        ],
    };

    /// <inheritdoc/>
    public Resource Resource => Resource.Llm;

    /// <inheritdoc/>
    public BatchShape Shape { get; }

    /// <inheritdoc/>
    public static RephraseStage Create(RephraseOptions options, StageServices services) => new(options, services);

    /// <inheritdoc/>
    public static IEnumerable<string> Files(RephraseOptions options) => options.Styles.Where(StyleLibrary.IsFile);

    /// <inheritdoc/>
    public static RephraseOptions Semantics(RephraseOptions options)
    {
        var defaults = new RephraseOptions();
        return options with
        {
            Endpoints = [],
            Retries = defaults.Retries,
            TimeoutSeconds = defaults.TimeoutSeconds,
            OutageMinutes = defaults.OutageMinutes,
            StartupSeconds = defaults.StartupSeconds,
            Stream = defaults.Stream,
            Budget = defaults.Budget,
            Judge = options.Judge with { Endpoints = [] },
        };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Verdict>> ApplyAsync(IReadOnlyList<Document> batch, CancellationToken cancellationToken) =>
        await Task.WhenAll(batch.Select(d => ApplyAsync(d, cancellationToken))).ConfigureAwait(false);

    /// <summary>Requests and tokens that a document will take at most, if nothing is stored.</summary>
    public (int Requests, long InputTokens, long OutputTokens) Estimate(Document document)
    {
        if (!IsSelected(document)) return default;
        var (requests, input, output) = (0, 0L, 0L);
        foreach (var style in _styles)
        {
            var (chunks, chunkTokens, tokens) = style.Estimate(document);
            (requests, input, output) = (requests + chunks, input + tokens, output + (long)chunks * style.Style.OutputTokens);
            if (!_options.Judge.Enabled) continue;
            (requests, input) = (requests + chunks, input + chunkTokens + (long)chunks * (_judgeTokens.Sent + style.Style.OutputTokens));
            output += (long)chunks * _judgeTokens.Received;
        }
        return (requests, input, output);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _judging?.Dispose();
    }

    async Task<Verdict> ApplyAsync(Document document, CancellationToken cancellationToken)
    {
        if (!IsSelected(document)) return _options.KeepOthers ? Verdict.Keep(document) : Verdict.Drop(document, RephraseReasons.NotSelected);
        var made = await Task.WhenAll(_styles.Select(s => s.RephraseAsync(document, cancellationToken))).ConfigureAwait(false);
        var counts = made.Aggregate(RephraseCounts.Empty, (sum, m) => sum.With(m.Counts));
        var children = made.Select(m => m.Document).OfType<Document>().ToImmutableArray();
        // Refusals of styles that left nothing have no other document that could carry them.
        var lost = made.Where(m => m.Document is null).Aggregate(RephraseCounts.Empty, (sum, m) => sum.With(m.Counts));
        var original = Counted(document with { Metadata = lost.Into(document.Metadata) }, counts);
        if (Draw(document.Id, "original") < _options.Originals) return children.IsEmpty ? Verdict.Keep(original) : Verdict.Split([original, .. children]);
        return children.IsEmpty ? Verdict.Drop(original, RephraseReasons.Empty, "rephrase_kept", 1, counts.First) : Verdict.Split(children.SetItem(0, Counted(children[0], counts)));
    }

    /// <summary>Of all that is made of a document the first carries its counts, so that sums over documents count nothing twice.</summary>
    static Document Counted(Document document, RephraseCounts counts) => document with { Signals = document.Signals.With(counts.Signals()) };

    bool IsSelected(Document document) => _choice.Has(document) && (_options.Sample >= 1 || Draw(document.Id, "sample") < _options.Sample);

    /// <summary>An even number from 0 to 1 by the run's seed and the document's id.</summary>
    double Draw(string id, string purpose) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{purpose}\n{id}")), _seed) / (double)ulong.MaxValue;
}
