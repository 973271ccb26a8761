using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Curation.Core.Documents;

/// <summary>The pages that a document was made of, in <see cref="Document.Metadata"/> under <see cref="Key"/> as JSON.</summary>
public static class PageList
{
    /// <summary>Name of the metadata.</summary>
    public const string Key = "pages";

    static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<PageRoute>(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The document's pages in order; empty if it is not made of pages.</summary>
    /// <exception cref="JsonException">The metadata is not a list of pages.</exception>
    public static ImmutableArray<PageText> Of(Document document) =>
        document.Metadata.TryGetValue(Key, out var json) ? JsonSerializer.Deserialize<ImmutableArray<PageText>>(json, s_json) : [];

    /// <summary>The document with these pages in place of those it had.</summary>
    public static Document Write(Document document, ImmutableArray<PageText> pages) =>
        document with { Metadata = document.Metadata.SetItem(Key, JsonSerializer.Serialize(pages, s_json)) };
}

/// <summary>Where a page's text comes from.</summary>
public enum PageRoute
{
    /// <summary>The text layer.</summary>
    Text,

    /// <summary>Optical character recognition, done or to be done.</summary>
    Ocr,

    /// <summary>Nowhere: the page is blank.</summary>
    Blank,

    /// <summary>Nowhere: the page could not be read.</summary>
    Failed,
}

/// <summary>A page of a document.</summary>
/// <param name="Number">Number, from 1.</param>
/// <param name="Start">Offset of its first UTF-16 unit in <see cref="Document.Text"/>.</param>
/// <param name="Length">Its UTF-16 units there; 0 if it has no text (yet).</param>
/// <param name="Route">Where its text comes from.</param>
public sealed record PageText(int Number, int Start, int Length, PageRoute Route)
{
    /// <summary>Why it has that route: a short id such as <c>garbled</c> or <c>image</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Engine that recognised it.</summary>
    public string? Engine { get; init; }

    /// <summary>Mean confidence of its recognised characters, 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>Seconds that its recognition took when it was first done.</summary>
    public double? Seconds { get; init; }

    /// <summary>What was measured to choose the route, by name.</summary>
    public ImmutableSortedDictionary<string, double>? Signals { get; init; }
}
