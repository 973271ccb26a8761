using System.Text.Encodings.Web;
using System.Text.Json;
using Curation.Core.Documents;

namespace Curation.Cli.Extracting;

/// <summary>A document as one JSON object a line: <c>path</c>, <c>title</c>, <c>text</c>, and what else is known of it.</summary>
static class DocumentJson
{
    static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream output, string path, Document document)
    {
        using (var json = new Utf8JsonWriter(output, s_options))
        {
            json.WriteStartObject();
            json.WriteString("path", path);
            json.WriteString("title", document.Title);
            json.WriteString("text", document.Text);
            Optional(json, "url", document.Url);
            if (document.Date is { } date) json.WriteString("date", date);
            Optional(json, "language", document.Language);
            Optional(json, "license", document.License);
            if (document.Provenance.Offset > 0) json.WriteNumber("offset", document.Provenance.Offset);
            if (document.Metadata.Count > 0) Members(json, "metadata", document.Metadata, (j, name, value) => j.WriteString(name, value));
            if (document.Signals.Count > 0) Members(json, "signals", document.Signals.Select(s => KeyValuePair.Create(s.Name, s.Value)), (j, name, value) => j.WriteNumber(name, value));
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    static void Members<T>(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, T>> members, Action<Utf8JsonWriter, string, T> write)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in members) write(json, key, value);
        json.WriteEndObject();
    }
}
