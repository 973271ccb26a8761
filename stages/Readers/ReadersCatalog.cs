using Curation.Core.Contracts;
using Curation.Stages.Readers.Books;
using Curation.Stages.Readers.Code;
using Curation.Stages.Readers.CommonCrawlIndex;
using Curation.Stages.Readers.Files;
using Curation.Stages.Readers.Jsonl;
using Curation.Stages.Readers.Parquet;
using Curation.Stages.Readers.Pdf;
using Curation.Stages.Readers.Reddit;
using Curation.Stages.Readers.StackExchange;
using Curation.Stages.Readers.Warc;
using Curation.Stages.Readers.Wikipedia;

namespace Curation.Stages.Readers;

/// <summary>Readers of container formats.</summary>
public static class ReadersCatalog
{
    /// <summary>Adds the family to the catalog, a line a component.</summary>
    public static StageCatalog AddReaders(this StageCatalog catalog) => catalog
        .Reader<BooksReader, BooksReaderOptions>()
        .Reader<CodeReader, CodeReaderOptions>()
        .Reader<CrawlIndexReader, CrawlIndexReaderOptions>()
        .Reader<HtmlFilesReader, HtmlFilesReaderOptions>()
        .Reader<JsonlReader, JsonlReaderOptions>()
        .Reader<ParquetReader, ParquetReaderOptions>()
        .Reader<PdfReader, PdfReaderOptions>()
        .Reader<RedditReader, RedditReaderOptions>()
        .Reader<StackExchangeReader, StackExchangeReaderOptions>()
        .Reader<TextFileReader, TextFileReaderOptions>()
        .Reader<WarcReader, WarcReaderOptions>()
        .Reader<WikipediaHtmlReader, WikipediaHtmlReaderOptions>()
        .Reader<WikipediaReader, WikipediaReaderOptions>();
}
