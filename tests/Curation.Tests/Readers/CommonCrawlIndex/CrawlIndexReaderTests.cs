using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Storage;
using Curation.Stages.Readers.CommonCrawlIndex;
using ParquetSharp;

namespace Curation.Tests.Readers.CommonCrawlIndex;

public sealed class CrawlIndexReaderTests
{
    static readonly string s_root = Golden.Sample("index");

    [Fact]
    public void Read_SampleIndex_GivesTheExpectedItems() =>
        Golden.Verify("index/expected.jsonl", Read(new() { Root = s_root, OnMissing = OnMissing.Skip }, Golden.Input("index/sample.cdxj", "crawl")));

    [Fact]
    public void Read_ChosenByTypeAndDomain_FetchesOnlyThose()
    {
        var pdf = Assert.Single(Read(new() { Root = s_root, MediaTypes = ["application/pdf"], Domains = ["example.org"] }, Golden.Input("index/sample.cdxj", "crawl")).Documents());
        Assert.Equal("https://docs.example.org/b.pdf", pdf.Url);
        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString(pdf.Bytes()), StringComparison.Ordinal);
        Assert.True(pdf.Provenance.Offset > 0);
        var german = Assert.Single(Read(new() { Root = s_root, Languages = ["deu"] }, Golden.Input("index/sample.cdxj", "crawl")).Documents());
        Assert.Equal("https://www.example.com/", german.Url);
    }

    [Fact]
    public void Read_MissingFile_FailsUnlessItIsSkipped()
    {
        var error = Assert.Throws<InputException>(() => Read(new() { Root = s_root }, Golden.Input("index/sample.cdxj", "crawl")));
        Assert.Contains("lost.warc.gz is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("onMissing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ColumnarIndex_GivesTheSameRecords()
    {
        var lines = File.ReadAllLines(Golden.Sample("index/sample.cdxj")).Where(l => l.Contains("sample.warc.gz", StringComparison.Ordinal)).Select(l => System.Text.Json.JsonDocument.Parse(l[l.IndexOf('{', StringComparison.Ordinal)..]).RootElement).ToArray();
        using var target = new MemoryStream();
        using (var writer = new ParquetFileWriter(target, [new Column<string>("url"), new Column<string>("warc_filename"), new Column<int>("warc_record_offset"), new Column<int>("warc_record_length"), new Column<short>("fetch_status"), new Column<string>("content_mime_detected"), new Column<string>("content_languages")], keyValueMetadata: null))
        {
            using var group = writer.AppendRowGroup();
            Write("url");
            Write("filename");
            Numbers("offset", n => n);
            Numbers("length", n => n);
            Numbers("status", n => (short)n);
            Write("mime-detected");
            Write("languages");
            writer.Close();

            void Write(string name)
            {
                using var values = group.NextColumn().LogicalWriter<string>();
                values.WriteBatch([.. lines.Select(l => l.TryGetProperty(name, out var value) ? value.GetString()! : null!)]);
            }

            void Numbers<T>(string name, Func<int, T> convert)
            {
                using var values = group.NextColumn().LogicalWriter<T>();
                values.WriteBatch([.. lines.Select(l => convert(int.Parse(l.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture)))]);
            }
        }
        var columnar = Read(new() { Root = s_root }, MemoryInput.Of(target.ToArray(), "part-0.parquet")).Documents();
        var cdxj = Read(new() { Root = s_root, OnMissing = OnMissing.Skip }, Golden.Input("index/sample.cdxj", "crawl")).Documents();
        Assert.Equal(cdxj.Select(d => d.Id), columnar.Select(d => d.Id));
        Assert.Equal(3, columnar.Length);
    }

    [Fact]
    public void Read_EverySlicing_GivesEachLineOnce()
    {
        var input = Golden.Input("index/sample.cdxj", "crawl");
        var options = new CrawlIndexReaderOptions { Root = s_root, OnMissing = OnMissing.Skip, Requests = 2 };
        var whole = Read(options, input).Count;
        for (long cut = 0; cut <= input.Size; cut += 7)
            Assert.Equal(whole, Read(options, input with { End = cut }).Count + Read(options, input with { Start = cut }).Count);
    }

    [Theory]
    [InlineData("cdxj/example.cdxj", "example.warc.gz")]
    [InlineData("cdx/example.cdx", "example.warc.gz")]
    public void Read_RealIndexes_NameTheirRecords(string index, string file)
    {
        var path = Repository.DataOrSkip("warc/pywb/" + index);
        var entries = CdxIndex.Read(MemoryInput.OfFile(path)).ToArray();
        Assert.NotEmpty(entries);
        Assert.All(entries, e => Assert.Null(e.Problem));
        Assert.Contains(entries, e => e.Filename == file && e.Offset == 333);
    }

    [Fact]
    public void Read_RealRecords_ComeByRange()
    {
        var folder = Repository.DataOrSkip("warc/pywb");
        var items = Read(new() { Root = Path.Combine(folder, "warcs"), Statuses = [], OnMissing = OnMissing.Skip }, MemoryInput.OfFile(Path.Combine(folder, "cdxj/dupes.cdxj")));
        Assert.DoesNotContain(items, i => i is ReadItem.Failed);
        Assert.NotEmpty(items.Documents());
        Assert.All(items.Documents(), d => Assert.StartsWith("http://", d.Url, StringComparison.Ordinal));
    }

    static List<ReadItem> Read(CrawlIndexReaderOptions options, ReaderInput input) => new CrawlIndexReader(options, new StorageRouter()).All(input);
}
