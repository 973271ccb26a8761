using Curation.Core.Contracts;
using Curation.Encoders;
using Curation.Ocr;
using Curation.Stages.Dedup;
using Curation.Stages.Extraction;
using Curation.Stages.Filters;
using Curation.Stages.Pdf;
using Curation.Stages.Readers;
using Curation.Stages.Rephrase;

namespace Curation.Cli;

/// <summary>Every stage, reader and extractor that a run file can name; each family keeps its own lines.</summary>
static class Catalog
{
    public static StageCatalog Default { get; } = new StageCatalog()
        .AddReaders()
        .AddExtraction()
        .AddOcr()
        .AddPdf()
        .AddFilters()
        .AddEncoders()
        .AddDedup()
        .AddRephrase();
}
