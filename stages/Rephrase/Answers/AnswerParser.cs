using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Curation.Stages.Rephrase.Styles;

namespace Curation.Stages.Rephrase.Answers;

/// <summary>
/// Reads what a model wrote: the JSON that was asked for, also within fences, behind thoughts or chatter, and with its end missing, in which case the
/// whole items before it count; else labelled lines; else, where a text was asked for, the text.
/// </summary>
public static partial class AnswerParser
{
    static readonly JsonDocumentOptions s_options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 16 };

    /// <summary>The items; empty if nothing can be read.</summary>
    /// <param name="answer">What the model wrote.</param>
    /// <param name="shape">What was asked for.</param>
    /// <param name="isCut">Whether the answer ended at the limit of tokens: then a text is not whole, and of a list the last item is not.</param>
    public static List<RephrasedItem> Parse(string answer, RephraseShape shape, bool isCut = false)
    {
        // Runes: half of a surrogate pair, where a server cuts an answer, becomes U+FFFD.
        answer = Thoughts().Replace(string.Concat(answer.EnumerateRunes()), "").Trim();
        var start = answer.IndexOfAny(['{', '[']);
        if (start >= 0 && Json(answer[start..]) is { } root)
        {
            using (root)
                if (Items(root.RootElement, shape) is { Count: > 0 } items) return items;
        }
        if (shape is RephraseShape.Pairs or RephraseShape.Choices)
        {
            var whole = Objects(answer, shape);
            return whole.Count > 0 ? whole : Labelled(answer, isCut);
        }
        if (shape == RephraseShape.List) return Lines(answer, isCut);
        if (isCut || start == 0) return [];
        var text = Fence().Match(answer) is { Success: true } fence ? fence.Groups["text"].Value : answer;
        return string.IsNullOrWhiteSpace(text) ? [] : [new(null, text.Trim(), [])];
    }

    static JsonDocument? Json(string text)
    {
        // What follows the value (a fence, a remark) is no part of it.
        for (var end = text.LastIndexOfAny(['}', ']']); end > 0; end = text.LastIndexOfAny(['}', ']'], end - 1))
        {
            try { return JsonDocument.Parse(text[..(end + 1)], s_options); }
            catch (JsonException) { if (text.Length - end > 2000) return null; }
        }
        return null;
    }

    static List<RephrasedItem> Items(JsonElement root, RephraseShape shape)
    {
        if (root.ValueKind == JsonValueKind.Array) return [.. root.EnumerateArray().Select(i => Item(i, shape)).OfType<RephrasedItem>()];
        if (root.ValueKind != JsonValueKind.Object) return [];
        if (shape == RephraseShape.Text && Text(root, "text", "content", "output") is { } text) return [new(null, text, [])];
        foreach (var member in root.EnumerateObject())
            if (member.Value.ValueKind == JsonValueKind.Array) return Items(member.Value, shape);
        return Item(root, shape) is { } item ? [item] : [];
    }

    static RephrasedItem? Item(JsonElement item, RephraseShape shape)
    {
        if (shape is RephraseShape.List or RephraseShape.Text)
        {
            var text = item.ValueKind == JsonValueKind.String ? item.GetString() : item.ValueKind == JsonValueKind.Object ? Text(item, "text", "fact", "statement") : null;
            return string.IsNullOrWhiteSpace(text) ? null : new(null, text.Trim(), []);
        }
        if (item.ValueKind != JsonValueKind.Object || Text(item, "question", "Question", "q") is not { } question || Text(item, "answer", "Answer", "a") is not { } answer) return null;
        var wrong = item.TryGetProperty("wrong", out var options) && options.ValueKind == JsonValueKind.Array
            ? options.EnumerateArray().Where(o => o.ValueKind == JsonValueKind.String).Select(o => o.GetString()!.Trim()).Where(o => o.Length > 0).ToImmutableArray() : [];
        return new(question, answer, wrong);
    }

    static string? Text(JsonElement item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString()?.Trim() is { Length: > 0 } text) return text;
        return null;
    }

    /// <summary>The whole objects of an answer whose end is missing or damaged.</summary>
    static List<RephrasedItem> Objects(string answer, RephraseShape shape)
    {
        var items = new List<RephrasedItem>();
        foreach (Match match in FlatObject().Matches(answer))
        {
            try
            {
                using var json = JsonDocument.Parse(match.Value, s_options);
                if (Item(json.RootElement, shape) is { } item) items.Add(item);
            }
            catch (JsonException)
            {
                // Not one of the items.
            }
        }
        return items;
    }

    static List<RephrasedItem> Labelled(string answer, bool isCut)
    {
        var items = Pair().Matches(answer).Select(m => new RephrasedItem(m.Groups["question"].Value.Trim(' ', '*', '\n'), m.Groups["answer"].Value.Trim(' ', '*', '\n'), []))
            .Where(i => i.Question!.Length > 0 && i.Text.Length > 0).ToList();
        if (isCut && items.Count > 0) items.RemoveAt(items.Count - 1);
        return items;
    }

    static List<RephrasedItem> Lines(string answer, bool isCut)
    {
        var items = ListLine().Matches(answer).Select(m => new RephrasedItem(null, m.Groups["text"].Value.Trim(), [])).ToList();
        if (isCut && items.Count > 0) items.RemoveAt(items.Count - 1);
        return items;
    }

    [GeneratedRegex(@"<think(?:ing)?>.*?</think(?:ing)?>|^.*</think>", RegexOptions.Singleline)]
    private static partial Regex Thoughts();

    [GeneratedRegex(@"^```\w*\n(?<text>.*?)\n?```\s*$", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.Singleline)]
    private static partial Regex FlatObject();

    [GeneratedRegex(@"(?:^|\n)[ *#\d.]*(?:question|Q)\s*\d*\s*[:.][ *]*(?<question>[^\n]+)\n+[ *]*(?:answer|A)\s*\d*\s*[:.](?<answer>.+?)(?=\n[ *#\d.]*(?:question|Q)\s*\d*\s*[:.]|$)", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Pair();

    [GeneratedRegex(@"^[ \t]*(?:[-*•]|\d{1,3}[.)])[ \t]+(?<text>[^\n]+)$", RegexOptions.Multiline)]
    private static partial Regex ListLine();
}
