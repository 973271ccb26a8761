using System.Text.Json;
using System.Text.RegularExpressions;
using Curation.Stages.Rephrase.Answers;
using Microsoft.Extensions.AI;

namespace Curation.Stages.Rephrase.Judging;

/// <summary>What a judge says of an item.</summary>
/// <param name="Supported">Whether all that it states follows from the text.</param>
/// <param name="Answerable">Whether the text answers its question.</param>
/// <param name="Reason">Why.</param>
sealed record JudgeVerdict(bool Supported, bool Answerable, string Reason);

/// <summary>Reads a judge's verdicts, also within fences and chatter.</summary>
static partial class JudgeAnswer
{
    /// <summary>What is asked for, in words. The reason comes first, so that the verdict follows from it.</summary>
    public const string Words = """Answer with JSON only: {"verdicts": [{"item": 1, "reason": "…", "supported": true, "answerable": true}]}""";

    /// <summary>The same as a JSON Schema.</summary>
    public static ChatResponseFormatJson Schema { get; } = AnswerSchema.Parse("""{"type":"object","properties":{"verdicts":{"type":"array","items":{"type":"object","properties":{"item":{"type":"integer"},"reason":{"type":"string"},"supported":{"type":"boolean"},"answerable":{"type":"boolean"}},"required":["item","reason","supported","answerable"],"additionalProperties":false}}},"required":["verdicts"],"additionalProperties":false}""", "verdicts");

    /// <summary>The verdicts in the order of the items; null for an item that has none.</summary>
    public static JudgeVerdict?[] Parse(string answer, int items)
    {
        var verdicts = new JudgeVerdict?[items];
        foreach (Match match in FlatObject().Matches(answer))
        {
            try
            {
                using var json = JsonDocument.Parse(match.Value);
                var root = json.RootElement;
                if (!root.TryGetProperty("item", out var item) || !item.TryGetInt32(out var number) || number < 1 || number > items || Flag(root, "supported") is not { } supported) continue;
                verdicts[number - 1] ??= new(supported, Flag(root, "answerable") ?? true, root.TryGetProperty("reason", out var reason) && reason.ValueKind == JsonValueKind.String ? reason.GetString()! : "");
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException)
            {
                // Not one of the verdicts.
            }
        }
        return verdicts;
    }

    static bool? Flag(JsonElement verdict, string name) => verdict.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
        : null;

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.Singleline)]
    private static partial Regex FlatObject();
}
