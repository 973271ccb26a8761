using System.Text.Json;
using System.Text.Json.Serialization;

namespace Curation.Core.Documents;

/// <summary>What a language model wrote of a document and a check refused, beside its source. Documents carry some of theirs as JSON in their metadata.</summary>
/// <param name="Reason">Id of the reason.</param>
/// <param name="Span">What of it offends.</param>
/// <param name="Detail">What else helps to understand it.</param>
/// <param name="Question">The question of a pair.</param>
/// <param name="Text">The answer, text or statement.</param>
/// <param name="Source">The passage of the source that is nearest to it.</param>
public sealed record RefusedItem(string Reason, string Span, string? Detail, string? Question, string Text, string Source)
{
    /// <summary>Key of the metadata.</summary>
    public const string Metadata = "rephrase_refusals";

    /// <summary>Items as they stand in metadata.</summary>
    public static string Write(IEnumerable<RefusedItem> items) => JsonSerializer.Serialize([.. items], RefusedItemJson.Default.RefusedItemArray);

    /// <summary>Items from metadata; none if it is not theirs.</summary>
    public static IReadOnlyList<RefusedItem> Read(string metadata)
    {
        try { return JsonSerializer.Deserialize(metadata, RefusedItemJson.Default.RefusedItemArray) ?? []; }
        catch (JsonException) { return []; }
    }
}

/// <summary>Reads and writes refused items; texts stay readable.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RefusedItem[]))]
sealed partial class RefusedItemJson : JsonSerializerContext;
