using System.Globalization;
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

    /// <summary>Lengths below, at and beyond the limits of pieces and row groups.</summary>
    [Fact]
    public void Shard_WithPayloads_HasThemWholeInSmallRowGroups()
    {
        int?[] lengths = [10, null, 4 << 20, 0, 90_000_001, 3];
        var random = new Random(3);
        var payloads = lengths.Select(l => l is { } length ? new byte[length] : null).ToArray();
        foreach (var payload in payloads.OfType<byte[]>()) random.NextBytes(payload);
        var path = Path.Combine(_folder, "payloads.parquet");
        using (var writer = new ShardWriter(path, s_schema with { WithPayload = true }, s_origin, 1))
        {
            for (var i = 0; i < payloads.Length; i++)
            {
                var payload = payloads[i];
                writer.Write(new() { Id = $"{i}", Text = $"Text {i}.", Source = "pdf", Provenance = new("a", i, 1), Payload = payload is null ? null : new() { Open = () => new MemoryStream(payload), MediaType = $"type/{i}" } }, 2);
            }
            var file = writer.Complete();
            Assert.Equal((6, 12), (file.Rows, file.Tokens));
        }
        using var reader = ShardReader.Open(File.OpenRead(path), path);
        var read = reader.Documents().ToList();
        Assert.Equal(payloads.Select((_, i) => $"Text {i}."), read.Select(d => d.Text));
        for (var i = 0; i < payloads.Length; i++)
        {
            Assert.Equal(payloads[i]?.Length, (int?)read[i].Payload?.Length);
            if (payloads[i] is not { } payload) continue;
            using var copy = new MemoryStream();
            using (var stream = read[i].Payload!.Open()) stream.CopyTo(copy);
            Assert.True(payload.AsSpan().SequenceEqual(copy.GetBuffer().AsSpan(0, (int)copy.Length)), $"payload {i}");
            Assert.Equal($"type/{i}", read[i].Payload!.MediaType);
        }
        using var parquet = new ParquetSharp.ParquetFileReader(path);
        for (var group = 0; group < parquet.FileMetaData.NumRowGroups; group++)
        {
            using var row = parquet.RowGroup(group);
            Assert.InRange(row.MetaData.TotalByteSize, 0, 16 << 20);
        }
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

    [Fact]
    public void Questions_WhenAStageMakesThem_AreAColumnThatReadsBack()
    {
        var schema = s_schema with { WithQuestions = true };
        Document[] documents = [.. Documents().Select((d, i) => i == 0 ? d with { Structure = new() { Questions = [new("Why?", "So."), new("Größe?", "語", "evidence")] } } : d)];
        var path = Write(documents, schema);
        using (var reader = ShardReader.Open(File.OpenRead(path), path))
        {
            var read = reader.Documents().ToArray();
            Assert.Equal(documents[0].Structure!.Questions, read[0].Structure!.Questions);
            Assert.Null(read[1].Structure);
        }
        Assert.Equal("Größe?|evidence", Duck($"select q.question || '|' || q.evidence from (select unnest(qa) as q from '{path}') where q.evidence is not null"));
    }

    [Fact]
    public void RowGroups_OfLongTexts_StayBelow128Megabytes()
    {
        var text = string.Concat(Enumerable.Repeat("語彙表の長い文章。", 700_000)); // 19 MB of UTF-8
        var path = Write(Enumerable.Range(0, 12).Select(i => new Document { Id = $"{i}", Text = text, Source = "crawl", Provenance = new("c", i, 1) }));
        Assert.True(int.Parse(Duck($"select count(distinct row_group_id) from parquet_metadata('{path}')"), CultureInfo.InvariantCulture) > 1);
        Assert.True(long.Parse(Duck($"select max(b) from (select sum(total_uncompressed_size) as b from parquet_metadata('{path}') group by row_group_id)"), CultureInfo.InvariantCulture) < 128 << 20);
        using var reader = ShardReader.Open(File.OpenRead(path), path);
        Assert.Equal(12, reader.Documents().Count(d => d.Text == text));
    }

    [Fact]
    public void Metadata_OfAShard_NamesRunConfigStagesAndIcu()
    {
        var path = Write(Documents());
        Assert.Equal("config|icu|run|1.0|a@1", Duck(
            $"select string_agg(decode(value), '|' order by decode(key)) from parquet_kv_metadata('{path}') where decode(key) like 'curate.%'"));
    }

    [Fact]
    public void Text_IsWrittenWithoutDictionaryOrStatistics() => Assert.Equal("0", Duck(
        $"select count(*) from parquet_metadata('{Write(Documents())}') where path_in_schema = 'text' and (stats_min_value is not null or encodings like '%DICTIONARY%')"));

    [Fact]
    public void Reader_OfANewerLayout_RefusesIt()
    {
        var path = Path.Combine(_folder, "newer.parquet");
        Duck($"copy (select 'x' as id) to '{path}' (format parquet, kv_metadata {{ 'curate.schema': '2.0' }})");
        var error = Assert.Throws<InputException>(() => ShardReader.Open(File.OpenRead(path), path));
        Assert.Contains("update curate", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Reader_OfACutFile_NamesIt(int length)
    {
        var whole = File.ReadAllBytes(Write(Documents()));
        var path = Path.Combine(_folder, "cut.parquet");
        File.WriteAllBytes(path, whole[..Math.Min(length, whole.Length - 1)]);
        Assert.Contains(path, Assert.Throws<InputException>(() => ShardReader.Open(File.OpenRead(path), path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_OfAShard_AreThoseAsked()
    {
        var path = Write(Documents());
        using var reader = ShardReader.Open(File.OpenRead(path), path);
        Assert.Equal([(0L, "1"), (2L, "3")], reader.Rows(new HashSet<long> { 2, 0 }).Select(r => (r.Row, r.Document.Id)));
    }

    /// <summary>More rows than are read at once.</summary>
    [Fact]
    public void Shard_OfManyRows_IsReadInOrder()
    {
        var path = Write(Enumerable.Range(0, 1300).Select(i => new Document { Id = $"{i}", Text = $"Text {i}.", Source = "crawl", Provenance = new("c", i, 1) }));
        using var reader = ShardReader.Open(File.OpenRead(path), path);
        Assert.Equal(Enumerable.Range(0, 1300).Select(i => $"Text {i}."), reader.Documents().Select(d => d.Text));
        Assert.Equal([(511L, "511"), (512L, "512"), (1299L, "1299")], reader.Rows(new HashSet<long> { 511, 512, 1299 }).Select(r => (r.Row, r.Document.Id)));
    }

    [Fact]
    public void Truncated_OneOfThree_IsListedWithItsUrl()
    {
        var path = Write(Documents());
        var record = Assert.Single(TruncatedRecords.Read(File.OpenRead(path), path));
        Assert.Equal(new("https://example.org/a", "length", "sha1:x", "1", "a/b.warc.gz", 12), record);
        var whole = Write(Documents().Skip(1));
        Assert.Empty(TruncatedRecords.Read(File.OpenRead(whole), whole));
    }

    /// <summary>A handle that the collector frees after its file would call back into what is gone and end the process.</summary>
    [Fact]
    public void Read_WhileTheCollectorWorks_LeavesNoHandleBehind()
    {
        var path = Write(Documents());
        for (var turn = 0; turn < 40; turn++)
        {
            Read(path);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Read(string path)
        {
            using var reader = ShardReader.Open(File.OpenRead(path), path);
            Assert.Equal(3, reader.Documents(["text"]).Count());
            Assert.Equal(2, reader.Rows(new HashSet<long> { 0, 2 }).Count());
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static string Duck(string query)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    string Write(IEnumerable<Document> documents, ShardSchema? schema = null)
    {
        var path = Path.Combine(_folder, $"{Directory.GetFiles(_folder).Length}.parquet");
        using var writer = new ShardWriter(path, schema ?? s_schema, s_origin, 3);
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
