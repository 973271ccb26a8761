using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Curation.Stages.Readers.Parquet;

/// <summary>Values of Arrow columns as text and dates.</summary>
internal static class ParquetColumns
{
    /// <summary>Whether a column's values can become text.</summary>
    public static bool IsScalar(IArrowType type) => type is not (NestedType or MapType or ListType or StructType);

    /// <summary>The column of a name; dots go into structs. Null if there is none.</summary>
    public static IArrowArray? Find(RecordBatch batch, string? name)
    {
        if (string.IsNullOrEmpty(name)) return null;
        if (batch.Schema.GetFieldIndex(name) is >= 0 and var direct) return batch.Column(direct);
        var parts = name.Split('.');
        if (batch.Schema.GetFieldIndex(parts[0]) is not (>= 0 and var root)) return null;
        var column = batch.Column(root);
        foreach (var part in parts.AsSpan(1))
        {
            if (column is not StructArray structs) return null;
            var fields = ((StructType)structs.Data.DataType).Fields;
            var at = -1;
            for (var i = 0; i < fields.Count; i++)
                if (fields[i].Name == part) at = i;
            if (at < 0) return null;
            column = structs.Fields[at];
        }
        return column;
    }

    /// <summary>The value as text; null if it is null.</summary>
    /// <param name="column">The column; null gives null.</param>
    /// <param name="row">The row.</param>
    /// <param name="isValid">False if the bytes are no UTF-8.</param>
    public static string? Text(IArrowArray? column, int row, out bool isValid)
    {
        isValid = true;
        if (column is null || column.IsNull(row)) return null;
        return column switch
        {
            BinaryArray bytes => Decode(bytes.GetBytes(row), out isValid),
            LargeBinaryArray bytes => Decode(bytes.GetBytes(row), out isValid),
            BinaryViewArray bytes => Decode(bytes.GetBytes(row), out isValid),
            DictionaryArray coded => Index(coded.Indices, row) is { } at ? Text(coded.Dictionary, at, out isValid) : null,
            BooleanArray flags => flags.GetValue(row) == true ? "true" : "false",
            TimestampArray or Date32Array or Date64Array => Date(column, row)?.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
            DoubleArray numbers => numbers.GetValue(row)?.ToString("R", CultureInfo.InvariantCulture),
            FloatArray numbers => numbers.GetValue(row)?.ToString("R", CultureInfo.InvariantCulture),
            UInt64Array numbers => numbers.GetValue(row)?.ToString(CultureInfo.InvariantCulture),
            _ => Integer(column, row)?.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The value as a date in UTC; null if it is none.</summary>
    public static DateTimeOffset? Date(IArrowArray? column, int row)
    {
        if (column is null || column.IsNull(row)) return null;
        return column switch
        {
            TimestampArray times => Offset(times.GetValue(row), ((TimestampType)times.Data.DataType).Unit),
            Date32Array days => days.GetDateTimeOffset(row),
            Date64Array days => days.GetDateTimeOffset(row),
            BinaryArray or LargeBinaryArray or BinaryViewArray or DictionaryArray => Parse(Text(column, row, out _)),
            DoubleArray seconds => seconds.GetValue(row) is { } value && Math.Abs(value) < 2e11 ? DateTimeOffset.UnixEpoch.AddSeconds(value) : null,
            _ => Integer(column, row) is { } value && Math.Abs(value) < 200_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(value) : null,
        };
    }

    static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;

    static DateTimeOffset? Offset(long? value, TimeUnit unit)
    {
        if (value is not { } units) return null;
        var ticks = (Int128)units * unit switch
        {
            TimeUnit.Second => TimeSpan.TicksPerSecond,
            TimeUnit.Millisecond => TimeSpan.TicksPerMillisecond,
            TimeUnit.Microsecond => TimeSpan.TicksPerMicrosecond,
            _ => 1,
        };
        if (unit == TimeUnit.Nanosecond) ticks /= 100;
        ticks += DateTimeOffset.UnixEpoch.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset((long)ticks, TimeSpan.Zero) : null;
    }

    static int? Index(IArrowArray indices, int row) => indices.IsNull(row) ? null : (int?)Integer(indices, row);

    static long? Integer(IArrowArray column, int row) => column switch
    {
        Int8Array numbers => numbers.GetValue(row),
        Int16Array numbers => numbers.GetValue(row),
        Int32Array numbers => numbers.GetValue(row),
        Int64Array numbers => numbers.GetValue(row),
        UInt8Array numbers => numbers.GetValue(row),
        UInt16Array numbers => numbers.GetValue(row),
        UInt32Array numbers => numbers.GetValue(row),
        _ => null,
    };

    static string Decode(ReadOnlySpan<byte> bytes, out bool isValid)
    {
        isValid = Utf8.IsValid(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
