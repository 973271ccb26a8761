using System.Collections.Immutable;
using System.Text.Json;
using Curation.Core.Documents;
using Curation.Stages.Markup.Markdown;

namespace Curation.Stages.Rephrase.StructureQa;

/// <summary>
/// schema.org's Question in JSON-LD blocks, wherever it stands (<c>mainEntity</c> of a <c>FAQPage</c> or <c>QAPage</c>, <c>@graph</c>): <c>name</c>
/// or <c>text</c> asks, <c>acceptedAnswer</c> answers, else the suggested one with most votes. Answers that hold HTML become Markdown.
/// </summary>
static class SchemaQuestions
{
    /// <summary>The pairs of some blocks, in order; blocks that are no JSON have none.</summary>
    public static IEnumerable<QuestionAnswer> Read(ImmutableArray<string> blocks)
    {
        foreach (var block in blocks)
        {
            if (!block.Contains("Question", StringComparison.Ordinal)) continue;
            List<QuestionAnswer> found;
            try
            {
                using var json = JsonDocument.Parse(block, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
                found = Find(json.RootElement);
            }
            catch (JsonException) { continue; }
            foreach (var pair in found) yield return pair;
        }
    }

    static List<QuestionAnswer> Find(JsonElement root)
    {
        var pairs = new List<QuestionAnswer>();
        // Bounded by the depth that the parser allows.
        var open = new Stack<JsonElement>([root]);
        while (open.TryPop(out var element))
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray().Reverse()) open.Push(item);
                continue;
            }
            if (element.ValueKind != JsonValueKind.Object) continue;
            if (IsType(element, "Question") && Pair(element) is { } pair) pairs.Add(pair);
            else
                foreach (var member in element.EnumerateObject().Reverse())
                    if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) open.Push(member.Value);
        }
        return pairs;
    }

    static QuestionAnswer? Pair(JsonElement question)
    {
        var (name, text) = (Text(question, "name"), Text(question, "text"));
        var asked = name is null ? text : text is null || text.StartsWith(name.TrimEnd('.', '…', '?'), StringComparison.Ordinal) ? (text?.Length > name.Length ? text : name) : $"{name}\n\n{text}";
        var answer = Answers(question, "acceptedAnswer").FirstOrDefault() ?? Answers(question, "suggestedAnswer").FirstOrDefault();
        return asked is null || answer is null ? null : new(asked, answer);
    }

    /// <summary>Texts of the answers, those with more votes first.</summary>
    static IEnumerable<string> Answers(JsonElement question, string member)
    {
        if (!question.TryGetProperty(member, out var value)) return [];
        IEnumerable<JsonElement> answers = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        return answers.Where(a => a.ValueKind == JsonValueKind.Object)
            .Select(a => (Text: Text(a, "text") ?? Text(a, "name"), Votes: Votes(a))).Where(a => a.Text is not null)
            .OrderByDescending(a => a.Votes).Select(a => a.Text!);
    }

    static double Votes(JsonElement answer) =>
        !answer.TryGetProperty("upvoteCount", out var votes) ? 0
        : votes.ValueKind == JsonValueKind.Number ? votes.GetDouble()
        : votes.ValueKind == JsonValueKind.String && double.TryParse(votes.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;

    static bool IsType(JsonElement element, string type)
    {
        if (!element.TryGetProperty("@type", out var value)) return false;
        IEnumerable<JsonElement> types = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        return types.Any(t => t.ValueKind == JsonValueKind.String && t.GetString() is { } name && (name == type || name.EndsWith($"schema.org/{type}", StringComparison.Ordinal)));
    }

    static string? Text(JsonElement element, string member)
    {
        if (!element.TryGetProperty(member, out var value) || value.ValueKind != JsonValueKind.String) return null;
        var text = value.GetString()!;
        // Many generators write the answer's HTML, some of it with its references escaped once more.
        if (text.Contains("&lt;", StringComparison.Ordinal) && !text.Contains('<', StringComparison.Ordinal)) text = System.Net.WebUtility.HtmlDecode(text);
        if (text.AsSpan().IndexOfAny('<', '&') >= 0) text = new HtmlMarkdown(new()).Convert(text);
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }
}
