using Curation.Core.Contracts;
using Curation.Stages.Readers.Files;
using Curation.Stages.Readers.Jsonl;
using Curation.Stages.Readers.Parquet;
using Curation.Stages.Readers.Warc;

namespace Curation.Stages.Readers;

/// <summary>Readers of container formats.</summary>
public static class ReadersCatalog
{
    /// <summary>Adds the family to the catalog, a line a component.</summary>
    public static StageCatalog AddReaders(this StageCatalog catalog) => catalog
        .Reader<HtmlFilesReader, HtmlFilesReaderOptions>()
        .Reader<JsonlReader, JsonlReaderOptions>()
        .Reader<ParquetReader, ParquetReaderOptions>()
        .Reader<TextFileReader, TextFileReaderOptions>()
        .Reader<WarcReader, WarcReaderOptions>();
}
