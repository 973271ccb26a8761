using System.Globalization;
using System.Text;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Stages.Readers.Compression;

namespace Curation.Stages.Readers.CommonCrawlIndex;

/// <summary>Entries of CDXJ files (a key, a time and a JSON object a line; plain, gzip, or zipnum's gzip blocks) and of older CDX files with columns.</summary>
internal static class CdxIndex
{
    const int MaxLine = 4 << 20;

    public static IEnumerable<IndexEntry> Read(ReaderInput input)
    {
        string[]? columns = null;
        if (input.Start > 0) columns = Columns(input);
        using var lines = new LineReader(input, MaxLine);
        while (lines.Read())
        {
            var next = lines.Plain ? lines.Next : -1;
            if (lines.Problem is { } problem)
            {
                yield return new() { Problem = $"line {lines.Number}: {problem}", Next = next };
                continue;
            }
            var line = Encoding.UTF8.GetString(lines.Line.Span);
            if (line.AsSpan().Trim().IsEmpty || line.StartsWith("!meta", StringComparison.Ordinal)) continue;
            if (line.StartsWith(" CDX ", StringComparison.Ordinal)) columns = line[5..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            else yield return (columns is null ? FromJson(line, lines.Number) : FromColumns(line, columns, lines.Number)) with { Next = next };
        }
    }

    /// <summary>The header of a file that is read from its middle.</summary>
    static string[]? Columns(ReaderInput input)
    {
        using var head = new LineReader(input with { Start = 0 }, MaxLine);
        return head.Read() && Encoding.UTF8.GetString(head.Line.Span) is { } line && line.StartsWith(" CDX ", StringComparison.Ordinal) ? line[5..].Split(' ', StringSplitOptions.RemoveEmptyEntries) : null;
    }

    static IndexEntry FromJson(string line, long number)
    {
        var brace = line.IndexOf('{', StringComparison.Ordinal);
        if (brace < 0) return Wrong(number, "expected a key, a time and a JSON object, found no object");
        try
        {
            using var json = JsonDocument.Parse(line.AsMemory(brace));
            var root = json.RootElement;
            return Checked(new()
            {
                Url = Text(root, "url"),
                Filename = Text(root, "filename"),
                Offset = Number(Text(root, "offset")),
                Length = Number(Text(root, "length")),
                Status = (int)Math.Max(0, Number(Text(root, "status"))),
                MediaType = Text(root, "mime-detected") is { Length: > 0 } detected ? detected : Text(root, "mime"),
                Languages = Text(root, "languages"),
            }, number);
        }
        catch (JsonException error)
        {
            return Wrong(number, $"expected a JSON object, found an error: {error.Message}");
        }
    }

    /// <summary>A line of named columns: a URL, m type, s status, S length, V offset, g file.</summary>
    static IndexEntry FromColumns(string line, string[] columns, long number)
    {
        var values = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (values.Length != columns.Length) return Wrong(number, $"expected {columns.Length} columns, found {values.Length}");
        string Value(string column) => Array.IndexOf(columns, column) is >= 0 and var at && values[at] != "-" ? values[at] : "";
        return Checked(new()
        {
            Url = Value("a"),
            Filename = Value("g"),
            Offset = Number(Value("V")),
            Length = Number(Value("S")),
            Status = (int)Math.Max(0, Number(Value("s"))),
            MediaType = Value("m"),
        }, number);
    }

    static IndexEntry Checked(IndexEntry entry, long number) =>
        entry.Filename.Length == 0 || entry.Offset < 0 ? Wrong(number, "expected a file name and an offset, found none") : entry;

    static IndexEntry Wrong(long number, string what) => new() { Problem = $"line {number}: {what}" };

    static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    static string Text(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ValueKind == JsonValueKind.Number ? value.GetRawText() : "";
}
