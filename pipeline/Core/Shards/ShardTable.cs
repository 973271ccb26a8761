using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Core.Shards;

/// <summary>Rows of a file of kept or dropped documents as JSON, for people to look at.</summary>
public sealed class ShardTable : IDisposable
{
    readonly ParquetInput _input;
    readonly string _path;

    ShardTable(ParquetInput input, string path) => (_input, _path) = (input, path);

    /// <summary>Opens a file; the stream must seek and is disposed with the table.</summary>
    /// <exception cref="InputException">It was not written by this program, or is of a newer layout, or damaged.</exception>
    public static ShardTable Open(Stream stream, string path) => new(new(stream, path), path);

    /// <summary>Names of the columns, in order.</summary>
    public ImmutableArray<string> Columns => _input.Columns;

    /// <summary>Number of rows.</summary>
    public long RowCount => _input.RowCount;

    /// <summary>Rows as objects, with their ordinals.</summary>
    /// <param name="columns">Columns in the order wanted; null for all.</param>
    /// <param name="rows">Ordinals of the rows; null for all.</param>
    /// <exception cref="ConfigException">There is no column of a name.</exception>
    public IEnumerable<(long Row, JsonObject Cells)> Read(IReadOnlyList<string>? columns = null, IReadOnlySet<long>? rows = null)
    {
        if (columns?.FirstOrDefault(c => !Columns.Contains(c)) is { } unknown)
            throw new ConfigException($"--columns: {_path} has no column '{unknown}'; {Names.DidYouMean(unknown, Columns)}");
        var names = columns ?? Columns;
        return _input.Rows(rows, columns, (batch, row) =>
        {
            var cells = new JsonObject();
            foreach (var name in names) cells[name] = ArrowJson.Cell(ColumnReader.Column(batch, name)!, row);
            return cells;
        });
    }

    /// <summary>The ids of all rows, in order.</summary>
    public IEnumerable<string> Ids()
    {
        foreach (var batch in _input.Batches(["id"]))
            for (var row = 0; row < batch.Length; row++) yield return ColumnReader.Text(batch, "id", row)!;
    }

    /// <inheritdoc/>
    public void Dispose() => _input.Dispose();
}
