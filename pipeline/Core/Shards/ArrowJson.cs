using System.Globalization;
using System.Text.Json.Nodes;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Curation.Core.Shards;

/// <summary>Cells of Arrow columns as JSON.</summary>
static class ArrowJson
{
    public static JsonNode? Cell(IArrowArray array, int row) => array.IsNull(row) ? null : array switch
    {
        StringArray texts => JsonValue.Create(texts.GetString(row)),
        LargeStringArray texts => JsonValue.Create(texts.GetString(row)),
        BooleanArray flags => JsonValue.Create(flags.GetValue(row)!.Value),
        Int32Array counts => JsonValue.Create(counts.GetValue(row)!.Value),
        Int64Array counts => JsonValue.Create(counts.GetValue(row)!.Value),
        DoubleArray numbers => numbers.GetValue(row)!.Value is var number && double.IsFinite(number) ? JsonValue.Create(number) : null,
        TimestampArray times => JsonValue.Create(times.GetTimestamp(row)!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture)),
        MapArray map => Map(map, row),
        ListArray list => List(list, row),
        StructArray fields => Struct(fields, row),
        _ => JsonValue.Create(array.Data.DataType.Name),
    };

    static JsonObject Struct(StructArray array, int row)
    {
        var (names, json) = (((StructType)array.Data.DataType).Fields, new JsonObject());
        for (var i = 0; i < names.Count; i++) json[names[i].Name] = Cell(array.Fields[i], row);
        return json;
    }

    static JsonArray List(ListArray array, int row)
    {
        var json = new JsonArray();
        for (var i = array.ValueOffsets[row]; i < array.ValueOffsets[row + 1]; i++) json.Add(Cell(array.Values, i));
        return json;
    }

    static JsonObject Map(MapArray array, int row)
    {
        var json = new JsonObject();
        for (var i = array.ValueOffsets[row]; i < array.ValueOffsets[row + 1]; i++) json[((StringArray)array.Keys).GetString(i)] = Cell(array.Values, i);
        return json;
    }
}
