using System.Text.Json;

namespace Curation.Stages.Readers.Json;

/// <summary>What is wrong with a line that <see cref="JsonScanner"/> does not take.</summary>
internal static class JsonErrors
{
    /// <summary>Expected and found.</summary>
    public static string Explain(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            json.Read();
            var kind = Kind(json.TokenType);
            while (json.Read()) { }
            return $"expected a JSON object, found {kind}";
        }
        catch (JsonException error)
        {
            return $"expected a JSON object, found an error at byte {error.BytePositionInLine} of the line: {Short(error.Message)}";
        }
    }

    /// <summary>A kind in words.</summary>
    public static string Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Null => "null",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };

    static string Kind(JsonTokenType first) => Kind(first switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.Null => JsonValueKind.Null,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        _ => JsonValueKind.True,
    });

    static string Short(string message)
    {
        var tail = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return tail < 0 ? message : message[..tail];
    }
}
