using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Curation.Core.Contracts;

namespace Curation.Tests.Readers;

/// <summary>Expected output of readers on <c>data-samples</c>: one JSON object an item. UPDATE_GOLDEN=1 writes it anew.</summary>
static class Golden
{
    static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Sample(string relative) => Path.Combine(Repository.Root, "data-samples", relative);

    /// <summary>Reads a file of <c>data-samples</c> as a run would.</summary>
    public static ReaderInput Input(string relative, string source) => new()
    {
        Name = Path.GetFileName(relative),
        Source = source,
        Size = new FileInfo(Sample(relative)).Length,
        Open = offset =>
        {
            var stream = File.OpenRead(Sample(relative));
            stream.Position = offset;
            return stream;
        },
    };

    public static void Verify(string expected, IEnumerable<ReadItem> items)
    {
        var lines = string.Concat(items.Select(i => Line(i) + "\n"));
        var path = Sample(expected);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(path, lines);
        Assert.Equal(File.ReadAllText(path), lines);
    }

    static string Line(ReadItem item) => item switch
    {
        ReadItem.Found { Document: var d } => JsonSerializer.Serialize(
            new
            {
                kind = "document",
                d.Id,
                d.Title,
                d.Url,
                Date = d.Date?.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
                d.Language,
                d.License,
                d.Provenance.RecordId,
                Metadata = d.Metadata.Count == 0 ? null : d.Metadata,
                d.Text,
            },
            s_options),
        ReadItem.Merged => "{\"kind\":\"merged\"}",
        ReadItem.Skipped s => JsonSerializer.Serialize(new { kind = "skipped", Reason = s.Reason.Id, s.Provenance.RecordId, s.Url }, s_options),
        ReadItem.Failed f => JsonSerializer.Serialize(new { kind = "failed", Reason = f.Reason.Id, f.Detail }, s_options),
        _ => throw new InvalidOperationException(item.ToString()),
    };
}
