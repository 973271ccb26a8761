using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;

namespace Curation.Stages.Extraction;

/// <summary>Makes text of records: picks the extractor by media type. Documents that have text already pass.</summary>
public sealed class ExtractStage : IStage, IComponent<ExtractStage, ExtractOptions>
{
    static readonly Reason s_noExtractor = new("extract.no-extractor", "No extractor reads the record's media type.");
    static readonly Reason s_empty = new("extract.empty", "The record has no text, or less than the option minCharacters asks for.");

    readonly ExtractOptions _options;
    readonly TimeProvider _time;
    readonly Dictionary<string, IExtractor> _extractors = new(StringComparer.Ordinal);

    ExtractStage(ExtractOptions options, StageServices services)
    {
        (_options, _time) = (options, services.Time);
        foreach (var name in options.Extractors.Keys.Where(n => !services.Catalog.Extractors.ContainsKey(n)))
            throw new ConfigException($"extract: unknown extractor '{name}'; {Names.DidYouMean(name, services.Catalog.Extractors.Keys)}");
        foreach (var (name, entry) in services.Catalog.Extractors)
        {
            var json = options.Extractors.TryGetValue(name, out var given) ? given : (System.Text.Json.JsonElement?)null;
            var extractor = (IExtractor)entry.Create(entry.ReadOptions(json, $"extract, extractor '{name}'"), services);
            foreach (var type in extractor.MediaTypes) _extractors[type] = extractor;
        }
    }

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("extract", 1, "Makes text of records, by media type.")
    {
        Reasons = [s_noExtractor, s_empty],
        TakesPayload = true,
    };

    /// <inheritdoc/>
    public static ExtractStage Create(ExtractOptions options, StageServices services) => new(options, services);

    /// <inheritdoc/>
    public Verdict Apply(Document document)
    {
        if (document.Payload is not { } payload) return Verdict.Keep(document);
        if (!_extractors.TryGetValue(payload.MediaType, out var extractor))
            return Verdict.Drop(document with { Payload = null }, s_noExtractor, detail: payload.MediaType);
        var time = extractor.TimeLimit ?? TimeSpan.FromSeconds(_options.TimeLimit);
        using var limit = new CancellationTokenSource(time, _time);
        try
        {
            var verdict = extractor.Extract(document, limit.Token);
            // What keeps its payload has pages that are still to be recognised.
            return verdict is Verdict.Kept { Document: var kept } && kept.Payload is null && kept.Text.Length < _options.MinCharacters
                ? Verdict.Drop(kept, s_empty, detail: $"{kept.Text.Length} characters")
                : verdict;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new LimitException($"extraction took longer than {time.TotalSeconds} s (option timeLimit)");
        }
    }
}
