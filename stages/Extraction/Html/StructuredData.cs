using System.Text.Json;

namespace Curation.Stages.Extraction.Html;

/// <summary>What JSON-LD blocks say of a page; blocks that are no JSON say nothing.</summary>
sealed class StructuredData
{
    /// <summary>Date of publication.</summary>
    public string? Published { get; private set; }

    /// <summary>Date of the last change.</summary>
    public string? Modified { get; private set; }

    /// <summary>Name of the author.</summary>
    public string? Author { get; private set; }

    /// <summary>Headline.</summary>
    public string? Headline { get; private set; }

    /// <summary>The text: of an article, a posting or a product.</summary>
    public string? Body { get; private set; }

    /// <summary>Reads blocks in order; the first statement of a fact counts.</summary>
    public static StructuredData Read(List<string> blocks)
    {
        var data = new StructuredData();
        foreach (var block in blocks)
        {
            try
            {
                using var json = JsonDocument.Parse(block, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
                data.Take(json.RootElement);
            }
            catch (JsonException)
            {
                // Pages write much that is no JSON; the block itself is kept as found.
            }
        }
        return data;
    }

    void Take(JsonElement root)
    {
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
            Published ??= Text(element, "datePublished") ?? Text(element, "dateCreated") ?? Text(element, "uploadDate");
            Modified ??= Text(element, "dateModified");
            Author ??= Name(element, "author");
            Headline ??= Text(element, "headline");
            var body = Text(element, "articleBody") ?? Text(element, "reviewBody") ?? (IsTextual(element) ? Text(element, "text") ?? Text(element, "description") : null);
            if (body is not null && body.Length > (Body?.Length ?? 0)) Body = body.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
            foreach (var member in element.EnumerateObject())
                if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && member.Name != "author") open.Push(member.Value);
        }
    }

    static bool IsTextual(JsonElement element) =>
        Text(element, "@type") is "Product" or "DiscussionForumPosting" or "Question" or "Answer" or "Comment" or "JobPosting" or "Event" or "Recipe";

    static string? Name(JsonElement element, string member)
    {
        if (!element.TryGetProperty(member, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Array) value = value.EnumerateArray().FirstOrDefault();
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        return value.ValueKind == JsonValueKind.Object ? Text(value, "name") : null;
    }

    static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
