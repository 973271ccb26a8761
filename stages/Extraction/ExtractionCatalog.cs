using Curation.Core.Contracts;

namespace Curation.Stages.Extraction;

/// <summary>Text out of payloads.</summary>
public static class ExtractionCatalog
{
    /// <summary>Adds the family to the catalog, a line a component.</summary>
    public static StageCatalog AddExtraction(this StageCatalog catalog) => catalog
        .Extractor<Html.HtmlExtractor, Html.HtmlExtractorOptions>()
        .Extractor<PlainTextExtractor, NoOptions>()
        .Stage<ExtractStage, ExtractOptions>();
}
