using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Shards;
using Curation.Stages.Readers.Parquet;
using DuckDB.NET.Data;

namespace Curation.Tests.Readers.Parquet;

public sealed class ParquetReaderTests : IDisposable
{
    static readonly ParquetReader s_reader = new(new());
    readonly string _folder = Directory.CreateTempSubdirectory("curate-parquet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A file that DuckDB writes, with row groups of 2,048 rows.</summary>
    byte[] Foreign(string select)
    {
        var path = Path.Combine(_folder, "foreign.parquet");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"copy ({select}) to '{path}' (format parquet, row_group_size 2048)";
        command.ExecuteNonQuery();
        return File.ReadAllBytes(path);
    }

    [Fact]
    public void Read_ForeignFile_MapsColumns()
    {
        var reader = new ParquetReader(new() { Id = "k", Text = "content.body", Source = "kind", Metadata = ["*"] });
        var bytes = Foreign("select 7 as k, {'body': 'grüß'} as content, 'u' as url, timestamp '2024-05-01 10:00:00.5' as date, 'wiki' as kind, 1.5::double as score, true as good, [1] as list");

        var document = Assert.Single(reader.All(MemoryInput.Of(bytes)).Documents());

        Assert.Equal(("grüß", "u", "wiki", DocumentId.OfRecord("wiki", "7")), (document.Text, document.Url, document.Source, document.Id));
        Assert.Equal(new DateTimeOffset(2024, 5, 1, 10, 0, 0, 500, TimeSpan.Zero), document.Date);
        Assert.Equal([new("good", "true"), new("score", "1.5")], document.Metadata);
    }

    [Fact]
    public void Read_NullText_FailsWithRow()
    {
        var items = s_reader.All(MemoryInput.Of(Foreign("select * from (values ('a'), (null), ('c')) t(text)")));
        Assert.Equal(["a", "c"], items.Documents().Select(d => d.Text));
        Assert.Contains("row 1", Assert.IsType<ReadItem.Failed>(items[1]).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EverySlicing_GivesEachRowOnce()
    {
        var bytes = Foreign("select 't' || i as text from range(7000) t(i)");
        var whole = s_reader.All(MemoryInput.Of(bytes));
        Assert.Equal(7000, whole.Count);
        Assert.Equal(7000, whole.Documents().Select(d => d.Id).Distinct().Count());
        for (var cut = 0; cut <= bytes.Length; cut += bytes.Length / 9)
        {
            var parts = s_reader.All(MemoryInput.Of(bytes, end: cut)).Concat(s_reader.All(MemoryInput.Of(bytes, start: cut)));
            Assert.Equal(whole.Documents(), parts.Documents());
        }
        var first = whole.First(i => i.Next >= 0);
        Assert.Equal("t2048", s_reader.All(MemoryInput.Of(bytes, start: first.Next)).Documents()[0].Text);
    }

    [Fact]
    public void Read_OwnShard_GivesTheDocuments()
    {
        var path = Path.Combine(_folder, "own.parquet");
        var document = new Document
        {
            Id = DocumentId.OfRecord("crawl", "a"),
            Text = "text",
            Source = "crawl",
            Title = "t",
            LanguageScore = .5,
            Provenance = new("x.warc.gz", 7, 9) { RecordId = "<a>" },
            Signals = Signals.Empty.With(new Signal("words", 3)),
            Metadata = Document.EmptyMetadata.Add("k", "v"),
        };
        using (var writer = new ShardWriter(path, new([new("words", SignalKind.Count, "Words.")]), new("run", "config", "a@1", "icu"), 3))
        {
            writer.Write(document, 1);
            writer.Complete();
        }
        var read = Assert.Single(s_reader.All(MemoryInput.OfFile(path)).Documents());
        Assert.Equal((document.Id, "text", document.Provenance, "t", .5, 3d, "v"), (read.Id, read.Text, read.Provenance, read.Title, read.LanguageScore!.Value, read.Signals["words"]!.Value, read.Metadata["k"]));
    }

    [Fact]
    public void Read_MissingColumn_NamesTheNearest()
    {
        var error = Assert.Throws<InputException>(() => s_reader.All(MemoryInput.Of(Foreign("select 'a' as texts"))));
        Assert.Contains("did you mean 'texts'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100)]
    public void Read_NoParquet_SaysSo(int length) =>
        Assert.Contains("Parquet", Assert.Throws<InputException>(() => s_reader.All(MemoryInput.Of(new byte[length]))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_DamagedPages_FailTheirRowGroupOnly()
    {
        var bytes = Foreign("select 't' || hash(i) as text from range(6144) t(i)");
        bytes.AsSpan(200, 3000).Fill(0xAB);
        var items = s_reader.All(MemoryInput.Of(bytes));
        Assert.Contains("row group 0", Assert.Single(items.OfType<ReadItem.Failed>()).Detail, StringComparison.Ordinal);
        Assert.Equal(4096, items.Documents().Length);
    }

    [Fact]
    public void Read_FuzzedFile_ThrowsOnlyInputErrors()
    {
        var bytes = Foreign("select i as id, 't' || i as text, 'u' as url from range(50) t(i)");
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var copy = bytes.ToArray();
            for (var n = random.Next(1, 8); n > 0; n--) copy[random.Next(copy.Length)] = (byte)random.Next(256);
            try
            {
                s_reader.All(MemoryInput.Of(copy));
            }
            catch (InputException error)
            {
                Assert.Contains("a/file", error.Message, StringComparison.Ordinal);
            }
        }
    }
}
