using Curation.Core.Contracts;

namespace Curation.Stages.Filters;

/// <summary>Rules that keep or drop a document.</summary>
public static class FiltersCatalog
{
    /// <summary>Adds the family to the catalog, a line a component.</summary>
    public static StageCatalog AddFilters(this StageCatalog catalog) => catalog
        .Stage<Language.LanguageFilter, Language.LanguageFilterOptions>()
        .Stage<Urls.UrlFilter, Urls.UrlFilterOptions>()
        .Stage<Code.CodeQualityFilter, Code.CodeQualityOptions>()
        .Stage<GopherQuality.GopherQualityFilter, GopherQuality.GopherQualityOptions>()
        .Stage<GopherRepetition.GopherRepetitionFilter, GopherRepetition.GopherRepetitionOptions>()
        .Stage<C4.C4Filter, C4.C4Options>()
        .Stage<Decontamination.DecontaminationFilter, Decontamination.DecontaminationOptions>()
        .Stage<FineWeb.FineWebFilter, FineWeb.FineWebOptions>()
        .Stage<Quality.FastTextQualityFilter, Quality.FastTextQualityOptions>()
        .Stage<RefinedWeb.RefinedWebLinesFilter, RefinedWeb.RefinedWebLinesOptions>()
        .Stage<TopFraction.TopFractionStage, TopFraction.TopFractionOptions>();
}
