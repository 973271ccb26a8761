using Curation.Core.Contracts;

namespace Curation.Stages.Pdf;

/// <summary>PDF files.</summary>
public static class PdfCatalog
{
    /// <summary>Adds the family to the catalog, a line a component.</summary>
    public static StageCatalog AddPdf(this StageCatalog catalog) => catalog
        .Extractor<PdfExtractor, PdfExtractorOptions>();
}
