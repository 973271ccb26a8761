using System.Collections.Immutable;
using Apache.Arrow;
using Curation.Core.Documents;

namespace Curation.Core.Shards;

/// <summary>Values out of Arrow columns.</summary>
static class ColumnReader
{
    /// <summary>A column, or null where it was not asked for.</summary>
    public static IArrowArray? Column(RecordBatch batch, string name) =>
        batch.Schema.GetFieldIndex(name) is >= 0 and var index ? batch.Column(index) : null;

    public static string? Text(RecordBatch batch, string column, int row) => (Column(batch, column) as StringArray)?.GetString(row);

    public static double? Number(RecordBatch batch, string column, int row) => (Column(batch, column) as DoubleArray)?.GetValue(row);

    public static Provenance Provenance(StructArray column, int row) => new(
        ((StringArray)column.Fields[0]).GetString(row), ((Int64Array)column.Fields[1]).GetValue(row) ?? -1, ((Int64Array)column.Fields[2]).GetValue(row) ?? -1)
    {
        RecordId = ((StringArray)column.Fields[3]).GetString(row),
        Digest = ((StringArray)column.Fields[4]).GetString(row),
        Truncated = ((StringArray)column.Fields[5]).GetString(row),
    };

    public static Signals Signals(StructArray column, int row)
    {
        var fields = ((Apache.Arrow.Types.StructType)column.Data.DataType).Fields;
        var signals = new List<Signal>();
        for (var i = 0; i < fields.Count; i++)
        {
            if (Signal(column.Fields[i], row) is { } value) signals.Add(new(fields[i].Name, value));
        }
        return Documents.Signals.Empty.With(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(signals));
    }

    /// <summary>A signal's value, or null if it was not measured.</summary>
    public static double? Signal(IArrowArray column, int row) => column switch
    {
        Int64Array counts => counts.GetValue(row),
        BooleanArray flags => flags.GetValue(row) is { } flag ? flag ? 1 : 0 : null,
        DoubleArray numbers => numbers.GetValue(row),
        _ => null,
    };

    public static Structure? Questions(ListArray column, int row)
    {
        var (start, end) = (column.ValueOffsets[row], column.ValueOffsets[row + 1]);
        if (start == end) return null;
        var pairs = (StructArray)column.Values;
        var (questions, answers, evidence) = ((StringArray)pairs.Fields[0], (StringArray)pairs.Fields[1], (StringArray)pairs.Fields[2]);
        return new() { Questions = [.. Enumerable.Range(start, end - start).Select(i => new QuestionAnswer(questions.GetString(i), answers.GetString(i), evidence.GetString(i)))] };
    }

    public static ImmutableSortedDictionary<string, string> Metadata(MapArray column, int row)
    {
        var (start, end) = (column.ValueOffsets[row], column.ValueOffsets[row + 1]);
        if (start == end) return Document.EmptyMetadata;
        var metadata = Document.EmptyMetadata.ToBuilder();
        var (keys, values) = ((StringArray)column.Keys, (StringArray)column.Values);
        for (var i = start; i < end; i++) metadata[keys.GetString(i)] = values.GetString(i) ?? "";
        return metadata.ToImmutable();
    }
}
