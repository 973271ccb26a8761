using Apache.Arrow;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Shards.Columns;

namespace Curation.Core.Shards;

/// <summary>Reads documents from a shard.</summary>
public sealed class ShardReader : IDisposable
{
    static readonly string[] s_always = ["id", "source", "provenance"];
    readonly ParquetInput _input;

    ShardReader(ParquetInput input) => _input = input;

    /// <summary>Opens a shard; the stream must seek and is disposed with the reader.</summary>
    /// <exception cref="InputException">It is not a shard, or of a newer layout.</exception>
    public static ShardReader Open(Stream stream, string path) => new(new(stream, path));

    /// <summary>Columns of the shard, as a writer of the same ones takes them; the signals' meanings are not in the file.</summary>
    internal ShardSchema Schema => new(_input.Signals, _input.Columns.Contains("qa"));

    /// <summary>What the shard says of its run.</summary>
    internal ShardOrigin Origin => new(_input.Fact("curate.run"), _input.Fact("curate.config"), _input.Fact("curate.stages"), _input.Fact("curate.icu"));

    /// <summary>The documents in order.</summary>
    /// <param name="columns">Columns to read besides <c>id</c>, <c>source</c> and <c>provenance</c>; null reads all.</param>
    /// <param name="groups">Ordinals of the row groups to read; null reads all.</param>
    public IEnumerable<Document> Documents(IReadOnlyCollection<string>? columns = null, IReadOnlyCollection<int>? groups = null)
    {
        Document? begun = null;
        var pieces = new List<byte[]>();
        foreach (var batch in _input.Batches(columns?.Concat(s_always).ToHashSet(StringComparer.Ordinal), groups))
        {
            for (var row = 0; row < batch.Length; row++)
            {
                var document = begun ?? Read(batch, row);
                begun = null;
                if (PayloadColumn.Read(batch, row) is { } piece)
                {
                    pieces.Add(piece);
                    if (PayloadColumn.GoesOn(batch, row))
                    {
                        begun = document;
                        continue;
                    }
                    document = document with { Payload = PayloadColumn.Join(batch, row, pieces) };
                    pieces = [];
                }
                yield return document;
            }
        }
    }

    /// <summary>Some documents with their rows, reading only the row groups that hold them.</summary>
    public IEnumerable<(long Row, Document Document)> Rows(IReadOnlySet<long> rows) => _input.Rows(rows, null, Read);

    /// <summary>One text column alone.</summary>
    internal IEnumerable<string?> Texts(string column)
    {
        foreach (var batch in _input.Batches([column]))
            for (var row = 0; row < batch.Length; row++) yield return ColumnReader.Text(batch, column, row);
    }

    /// <summary>The documents in order, with the tokens and characters that the shard counts for each.</summary>
    /// <inheritdoc cref="Documents"/>
    public IEnumerable<(Document Document, int Tokens, int Characters)> Counted(IReadOnlyCollection<string> columns)
    {
        foreach (var batch in _input.Batches(columns.Concat(s_always).Concat(["token_count", "char_count"]).ToHashSet(StringComparer.Ordinal)))
        {
            var (tokens, characters) = ((Int32Array)ColumnReader.Column(batch, "token_count")!, (Int32Array)ColumnReader.Column(batch, "char_count")!);
            for (var row = 0; row < batch.Length; row++) yield return (Read(batch, row), tokens.GetValue(row) ?? 0, characters.GetValue(row) ?? 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _input.Dispose();

    static Document Read(RecordBatch batch, int row) => new()
    {
        Id = ColumnReader.Text(batch, "id", row)!,
        Text = ColumnReader.Text(batch, "text", row) ?? "",
        Title = ColumnReader.Text(batch, "title", row),
        Source = ColumnReader.Text(batch, "source", row)!,
        Url = ColumnReader.Text(batch, "url", row),
        Date = ColumnReader.Column(batch, "date") is TimestampArray dates ? dates.GetTimestamp(row) : null,
        Language = ColumnReader.Text(batch, "language", row),
        LanguageScore = ColumnReader.Number(batch, "language_score", row),
        License = ColumnReader.Text(batch, "license", row),
        Provenance = ColumnReader.Provenance((StructArray)ColumnReader.Column(batch, "provenance")!, row),
        Signals = ColumnReader.Column(batch, "signals") is StructArray signals ? ColumnReader.Signals(signals, row) : Signals.Empty,
        Metadata = ColumnReader.Column(batch, "metadata") is MapArray metadata ? ColumnReader.Metadata(metadata, row) : Document.EmptyMetadata,
        Structure = ColumnReader.Column(batch, "qa") is ListArray questions ? ColumnReader.Questions(questions, row) : null,
        Duplicates = ColumnReader.Column(batch, "duplicates") is Int32Array duplicates ? duplicates.GetValue(row) : null,
        DerivedFrom = ColumnReader.Text(batch, "derived_from", row),
    };
}
