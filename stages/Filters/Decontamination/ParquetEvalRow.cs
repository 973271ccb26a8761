using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp.Arrow;

namespace Curation.Stages.Filters.Decontamination;

/// <summary>A row of a Parquet file.</summary>
sealed class ParquetEvalRow(RecordBatch batch, int row) : IEvalRow
{
    public IEnumerable<string> Names => batch.Schema.FieldsList.Select(f => f.Name);

    public static IEnumerable<IEvalRow> Read(string path)
    {
        using var reader = new FileReader(path);
        using var batches = reader.GetRecordBatchReader();
        while (batches.ReadNextRecordBatchAsync().AsTask().GetAwaiter().GetResult() is { } batch)
        {
            using (batch)
                for (var row = 0; row < batch.Length; row++) yield return new ParquetEvalRow(batch, row);
        }
    }

    public IReadOnlyList<string>? Find(string name)
    {
        var parts = name.Split('.');
        if (batch.Schema.GetFieldIndex(name) is >= 0 and var direct) return Texts(batch.Column(direct), row);
        if (batch.Schema.GetFieldIndex(parts[0]) is not (>= 0 and var root)) return null;
        var column = batch.Column(root);
        foreach (var part in parts.Skip(1))
        {
            if (column is not StructArray structs) return null;
            var at = ((StructType)structs.Data.DataType).Fields.ToList().FindIndex(f => f.Name == part);
            if (at < 0) return null;
            column = structs.Fields[at];
        }
        return Texts(column, row);
    }

    static string[] Texts(IArrowArray column, int at) => column.IsNull(at) ? [] : column switch
    {
        ListArray list => Each(list.Values, list.ValueOffsets[at], list.ValueOffsets[at + 1]),
        LargeListArray list => Each(list.Values, (int)list.ValueOffsets[at], (int)list.ValueOffsets[at + 1]),
        _ => [Text(column, at)],
    };

    static string Text(IArrowArray column, int at)
    {
        if (column.IsNull(at)) return "";
        return column switch
        {
            StringArray texts => texts.GetString(at),
            LargeStringArray texts => texts.GetString(at),
            StringViewArray texts => texts.GetString(at),
            ListArray or LargeListArray => string.Join(' ', Texts(column, at)),
            DictionaryArray coded => coded.Indices is Int32Array indices ? Text(coded.Dictionary, indices.GetValue(at)!.Value) : "",
            Int64Array numbers => numbers.GetValue(at)!.Value.ToString(CultureInfo.InvariantCulture),
            Int32Array numbers => numbers.GetValue(at)!.Value.ToString(CultureInfo.InvariantCulture),
            DoubleArray numbers => numbers.GetValue(at)!.Value.ToString("R", CultureInfo.InvariantCulture),
            _ => throw new InvalidDataException($"columns of type {column.Data.DataType.Name} are no text"),
        };
    }

    static string[] Each(IArrowArray values, int from, int to) => [.. Enumerable.Range(from, to - from).Select(i => Text(values, i))];
}
