using System.Text.Json;
using Curation.Core.Shards;

namespace Curation.Cli.Inspection;

/// <summary>Prints truncated records: one JSON object a line, or columns of URL, cause and place.</summary>
sealed class TruncatedPrinter(TextWriter writer, bool json)
{
    static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Print(TruncatedRecord record)
    {
        if (json) writer.WriteLine(JsonSerializer.Serialize(record, s_json));
        else writer.WriteLine($"{Clean(record.Url ?? "–")}  {Clean(record.Cause)}  {Clean(record.Container)} at byte {record.Offset}");
    }

    /// <summary>A text must not steer the terminal.</summary>
    static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
