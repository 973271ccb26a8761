using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Shards;
using DuckDB.NET.Data;

namespace Curation.Tests.Shards;

public sealed class ShardTests : IDisposable
{
    static readonly ShardSchema s_schema = new(
    [
        new("words", SignalKind.Count, "Words."), new("ratio", SignalKind.Number, "A ratio."), new("flag", SignalKind.Flag, "A flag."),
    ]);
    static readonly ShardOrigin s_origin = new("run", "config", "a@1", "icu");
    readonly string _folder = Directory.CreateTempSubdirectory("curate-shard-").FullName;

    [Fact]
    public void Shard_WrittenAndRead_HasTheSameDocuments()
    {
        var path = Write(Documents());
        using var reader = ShardReader.Open(File.OpenRead(path), path);
        Assert.Equal(Documents().Select(Plain), reader.Documents().Select(Plain));
    }

    [Fact]
    public void Shard_OfTheSameDocuments_HasTheSameBytes() =>
        Assert.Equal(File.ReadAllBytes(Write(Documents())), File.ReadAllBytes(Write(Documents())));

    [Fact]
    public void Shard_IsReadByDuckDb_WithSignalsAndMetadata()
    {
        var path = Write(Documents());
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select count(*), sum(signals.words)::bigint, max(metadata['k']), sum(token_count)::bigint, min(provenance.container) from '{path}'";
        using var row = command.ExecuteReader();
        Assert.True(row.Read());
        Assert.Equal(3, row.GetInt64(0));
        Assert.Equal(7, row.GetInt64(1));
        Assert.Equal("v", row.GetString(2));
        Assert.Equal(30, row.GetInt64(3));
        Assert.Equal("a/b.warc.gz", row.GetString(4));
    }

    [Fact]
    public void Reader_OfAForeignFile_SaysWhatToDo()
    {
        var path = Path.Combine(_folder, "foreign.parquet");
        using (var connection = new DuckDBConnection("DataSource=:memory:"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"copy (select 1 as x) to '{path}'";
            command.ExecuteNonQuery();
        }
        var error = Assert.Throws<InputException>(() => ShardReader.Open(File.OpenRead(path), path));
        Assert.Contains("column mapping", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string Write(IEnumerable<Document> documents)
    {
        var path = Path.Combine(_folder, $"{Directory.GetFiles(_folder).Length}.parquet");
        using var writer = new ShardWriter(path, s_schema, s_origin, 3);
        foreach (var document in documents) writer.Write(document, 10);
        writer.Complete();
        return path;
    }

    static Document[] Documents() =>
    [
        new()
        {
            Id = "1", Text = "Größe \0 and 語 😀", Title = "T", Source = "crawl", Url = "https://example.org/a", Language = "de", LanguageScore = .5,
            License = "MIT", Date = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), Duplicates = 3, DerivedFrom = "0",
            Provenance = new("a/b.warc.gz", 12, 34) { RecordId = "r", Digest = "sha1:x", Truncated = "length" },
            Signals = Signals.Empty.With(new("words", 7), new("ratio", .25), new("flag", 1)),
            Metadata = Document.EmptyMetadata.Add("k", "v").Add("l", ""),
        },
        new() { Id = "2", Text = "", Source = "crawl", Provenance = new("a/b.warc.gz", -1, -1) },
        new() { Id = "3", Text = new string('x', 100_000), Source = "crawl", Provenance = new("c", 0, 1), Signals = Signals.Empty.With(new Signal("flag", 0)) },
    ];

    /// <summary>All members as text: collections in records compare by reference.</summary>
    static string Plain(Document d) =>
        $"{d with { Signals = Signals.Empty, Metadata = Document.EmptyMetadata }} {string.Join(',', d.Signals)} {string.Join(',', d.Metadata)}";
}
