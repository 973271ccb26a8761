using System.Collections.Immutable;
using Curation.Core.Documents;

namespace Curation.Core.Statistics;

/// <summary>Counts the pages of a stage: those that were not in the document's list before it, or stood there with another route or engine.</summary>
sealed class PageCounter
{
    readonly SortedDictionary<string, long> _routes = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, (long Pages, long Milliseconds, HistogramBuilder Confidence)> _engines = new(StringComparer.Ordinal);

    public void Count(Document before, Document after)
    {
        if (!after.Metadata.TryGetValue(PageList.Key, out var pages) || (before.Metadata.TryGetValue(PageList.Key, out var known) && known == pages)) return;
        var old = PageList.Of(before).Select(p => (p.Number, p.Route, p.Engine)).ToHashSet();
        foreach (var page in PageList.Of(after).Where(p => !old.Contains((p.Number, p.Route, p.Engine)))) Count(page);
    }

    public PageStatistics? Complete() => _routes.Count == 0 ? null : new()
    {
        Routes = _routes.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Engines = _engines.ToImmutableSortedDictionary(
            e => e.Key, e => new EngineStatistics { Pages = e.Value.Pages, Milliseconds = e.Value.Milliseconds, Confidence = e.Value.Confidence.Build() }, StringComparer.Ordinal),
    };

    void Count(PageText page)
    {
        TaskStatisticsCollector.Add(_routes, page.Route.ToString().ToLowerInvariant());
        if (page.Engine is not { } engine) return;
        var (pages, milliseconds, confidence) = _engines.TryGetValue(engine, out var known) ? known : (0, 0, new());
        if (page.Confidence is { } value) confidence.Add(value);
        _engines[engine] = (pages + 1, milliseconds + (long)Math.Round((page.Seconds ?? 0) * 1000), confidence);
    }
}
