using System.Buffers;
using System.Text;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Core.Runs;

/// <summary>
/// Parameters of a run file: <c>"parameters": { "crawl": null }</c> declares one, <c>{{crawl}}</c> in any text of the file stands for its value,
/// <c>--set crawl=CC-MAIN-2026-10</c> gives it; what is declared with a text has that as default.
/// </summary>
public static class RunParameters
{
    /// <summary>Environment variable with the given ones, a line each, so that child processes keep to them.</summary>
    public const string Variable = "CURATE_PARAMETERS";

    /// <summary>The given ones as <c>name=value</c>.</summary>
    public static string[] Given => Environment.GetEnvironmentVariable(Variable)?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>A run file with the values in place.</summary>
    /// <param name="json">Its UTF-8 text.</param>
    /// <param name="given">Each as <c>name=value</c>.</param>
    /// <param name="where">The file's name, for messages.</param>
    /// <exception cref="ConfigException">A parameter has no value, or a given one is not declared.</exception>
    public static ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> json, IReadOnlyCollection<string> given, string where)
    {
        if (Declared(json) is not { } values)
            return given.Count == 0 ? json : throw new ConfigException($"{where}: --set {given.First()}: the file declares no 'parameters'");
        foreach (var text in given)
        {
            var split = text.IndexOf('=', StringComparison.Ordinal);
            if (split < 1) throw new ConfigException($"--set: expected name=value, found '{text}'");
            var name = text[..split];
            if (!values.ContainsKey(name)) throw new ConfigException($"{where}: --set {name}: not among its parameters; {Names.DidYouMean(name, values.Keys)}");
            values[name] = text[(split + 1)..];
        }
        if (values.FirstOrDefault(v => v.Value is null).Key is { } missing) throw new ConfigException($"{where}: the parameter '{missing}' has no value; give one with --set {missing}=…");
        return Replace(json.Span, values);
    }

    /// <summary>Names with their defaults; null if there are none, or if the file is malformed, which its reader reports.</summary>
    static SortedDictionary<string, string?>? Declared(ReadOnlyMemory<byte> json)
    {
        if (json.Span.IndexOf("\"parameters\""u8) < 0) return null;
        try
        {
            using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("parameters", out var members) || members.ValueKind != JsonValueKind.Object) return null;
            var declared = new SortedDictionary<string, string?>(StringComparer.Ordinal);
            foreach (var member in members.EnumerateObject()) declared[member.Name] = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
            return declared;
        }
        catch (JsonException) { return null; }
    }

    static ReadOnlyMemory<byte> Replace(ReadOnlySpan<byte> json, SortedDictionary<string, string?> values)
    {
        var result = new ArrayBufferWriter<byte>(json.Length);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var copied = 0;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.IndexOf("{{"u8) < 0) continue;
            // The raw text between the quotes: its escapes stay as they are.
            var start = (int)reader.TokenStartIndex + 1;
            var text = Encoding.UTF8.GetString(reader.ValueSpan);
            foreach (var (name, value) in values) text = text.Replace($"{{{{{name}}}}}", JsonEncodedText.Encode(value!).ToString(), StringComparison.Ordinal);
            result.Write(json[copied..start]);
            result.Write(Encoding.UTF8.GetBytes(text));
            copied = start + reader.ValueSpan.Length;
        }
        result.Write(json[copied..]);
        return result.WrittenMemory;
    }
}
