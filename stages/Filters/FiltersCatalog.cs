using Curation.Core.Contracts;

namespace Curation.Stages.Filters;

/// <summary>Rules that keep or drop a document.</summary>
public static class FiltersCatalog
{
    /// <summary>Adds the family to the catalog, a line a component.</summary>
    public static StageCatalog AddFilters(this StageCatalog catalog) => catalog
        .Stage<Language.LanguageFilter, Language.LanguageFilterOptions>()
        .Stage<Urls.UrlFilter, Urls.UrlFilterOptions>()
        .Stage<C4.C4Filter, C4.C4Options>()
        .Stage<FineWeb.FineWebFilter, FineWeb.FineWebOptions>()
        .Stage<Quality.FastTextQualityFilter, Quality.FastTextQualityOptions>()
        .Stage<RefinedWeb.RefinedWebLinesFilter, RefinedWeb.RefinedWebLinesOptions>();
}
