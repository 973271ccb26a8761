using Curation.Core.Contracts;

namespace Curation.Ocr;

/// <summary>Text out of page images.</summary>
public static class OcrCatalog
{
    /// <summary>Adds the family to the catalog, a line a component.</summary>
    public static StageCatalog AddOcr(this StageCatalog catalog) => catalog
        .Extractor<ImageExtractor, NoOptions>()
        .Stage<OcrStage, OcrOptions>();
}
