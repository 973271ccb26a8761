using Apache.Arrow;
using Apache.Arrow.Types;
using Curation.Core.Contracts;

namespace Curation.Core.Shards;

/// <summary>Arrow types of the columns.</summary>
static class ShardLayout
{
    public static TimestampType Date { get; } = new(TimeUnit.Millisecond, "UTC");

    public static MapType Metadata { get; } = new(new Field("key", StringType.Default, false), new Field("value", StringType.Default, true));

    public static StructType Provenance { get; } = new(
    [
        new("container", StringType.Default, false), new("offset", Int64Type.Default, false), new("length", Int64Type.Default, false),
        new("record_id", StringType.Default, true), new("digest", StringType.Default, true), new("truncated", StringType.Default, true),
    ]);

    public static StructType Question { get; } = new([new("question", StringType.Default, false), new("answer", StringType.Default, false), new("evidence", StringType.Default, true)]);

    public static ListType Questions { get; } = new(new Field("item", Question, false));

    public static StructType Signals(ShardSchema schema) => new([.. schema.Signals.Select(s => new Field(s.Name, TypeOf(s.Kind), true))]);

    public static Schema Kept(ShardSchema schema, ShardOrigin origin) => Build(origin,
    [
        new("id", StringType.Default, false), new("text", StringType.Default, false), new("title", StringType.Default, true),
        new("source", StringType.Default, false), new("url", StringType.Default, true), new("host", StringType.Default, true),
        new("date", Date, true), new("language", StringType.Default, true), new("language_score", DoubleType.Default, true),
        new("license", StringType.Default, true), new("token_count", Int32Type.Default, false), new("char_count", Int32Type.Default, false),
        new("provenance", Provenance, false), .. schema.Signals.IsEmpty ? System.Array.Empty<Field>() : [new Field("signals", Signals(schema), false)],
        new("metadata", Metadata, false), .. schema.WithQuestions ? [new Field("qa", Questions, false)] : System.Array.Empty<Field>(),
        new("duplicates", Int32Type.Default, true), new("derived_from", StringType.Default, true),
        .. schema.WithPayload ? [new Field("payload", BinaryType.Default, true), new Field("payload_type", StringType.Default, true), new Field("payload_goes_on", BooleanType.Default, false)] : System.Array.Empty<Field>(),
    ]);

    public static Schema Dropped(ShardSchema schema, ShardOrigin origin) => Build(origin,
    [
        new("id", StringType.Default, false), new("url", StringType.Default, true), new("source", StringType.Default, false),
        new("reason", StringType.Default, false), new("stage", StringType.Default, false), new("signal", StringType.Default, true),
        new("value", DoubleType.Default, true), new("threshold", DoubleType.Default, true), new("detail", StringType.Default, true),
        new("provenance", Provenance, false), .. schema.Signals.IsEmpty ? System.Array.Empty<Field>() : [new Field("signals", Signals(schema), false)],
        new("text", StringType.Default, true),
    ]);

    static IArrowType TypeOf(SignalKind kind) => kind switch
    {
        SignalKind.Count => Int64Type.Default,
        SignalKind.Flag => BooleanType.Default,
        _ => DoubleType.Default,
    };

    static Schema Build(ShardOrigin origin, IEnumerable<Field> fields) => new(fields, new Dictionary<string, string>
    {
        ["curate.schema"] = ShardSchema.Version,
        ["curate.run"] = origin.RunId,
        ["curate.config"] = origin.ConfigHash,
        ["curate.stages"] = origin.StageVersions,
        ["curate.icu"] = origin.IcuVersion,
    });
}
