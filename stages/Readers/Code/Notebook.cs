using System.Text;
using System.Text.Json;

namespace Curation.Stages.Readers.Code;

/// <summary>Jupyter notebooks as scripts: code cells as they are, other cells as comments, outputs left out.</summary>
internal static class Notebook
{
    /// <summary>The script and its language; null if the text is no notebook.</summary>
    public static (string Text, string Language)? ToScript(string json)
    {
        try
        {
            using var notebook = JsonDocument.Parse(json);
            var root = notebook.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Cells(root) is not { } cells) return null;
            var language = Languages.LanguageTable.All.FirstOrDefault(l => l.Equals(NameOf(root), StringComparison.OrdinalIgnoreCase)) ?? "Python";
            var mark = language is "JavaScript" or "TypeScript" or "Java" or "Scala" or "C++" or "C#" or "Go" or "Rust" or "Kotlin" or "F#" ? "// " : language is "Haskell" or "SQL" ? "-- " : "# ";
            var script = new StringBuilder();
            foreach (var cell in cells.EnumerateArray())
            {
                if (cell.ValueKind != JsonValueKind.Object) continue;
                var source = Source(cell).TrimEnd();
                if (source.Length == 0) continue;
                if (script.Length > 0) script.Append("\n\n");
                if (cell.TryGetProperty("cell_type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "code") script.Append(source);
                else script.AppendJoin('\n', source.Split('\n').Select(l => (mark + l).TrimEnd()));
            }
            return (script.Append('\n').ToString(), language);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Cells of notebook format 4, or of the first worksheet of format 3.</summary>
    static JsonElement? Cells(JsonElement root)
    {
        if (root.TryGetProperty("cells", out var cells) && cells.ValueKind == JsonValueKind.Array) return cells;
        return root.TryGetProperty("worksheets", out var sheets) && sheets.ValueKind == JsonValueKind.Array && sheets.GetArrayLength() > 0
            && sheets[0].ValueKind == JsonValueKind.Object && sheets[0].TryGetProperty("cells", out cells) && cells.ValueKind == JsonValueKind.Array ? cells : null;
    }

    static string Source(JsonElement cell)
    {
        if (!cell.TryGetProperty("source", out var source) && !cell.TryGetProperty("input", out source)) return "";
        return source.ValueKind switch
        {
            JsonValueKind.String => source.GetString()!,
            JsonValueKind.Array => string.Concat(source.EnumerateArray().Where(l => l.ValueKind == JsonValueKind.String).Select(l => l.GetString())),
            _ => "",
        };
    }

    static string NameOf(JsonElement root)
    {
        if (!root.TryGetProperty("metadata", out var metadata) || metadata.ValueKind != JsonValueKind.Object) return "";
        foreach (var (outer, inner) in (ReadOnlySpan<(string, string)>)[("language_info", "name"), ("kernelspec", "language"), ("kernelspec", "name")])
            if (metadata.TryGetProperty(outer, out var info) && info.ValueKind == JsonValueKind.Object && info.TryGetProperty(inner, out var name) && name.ValueKind == JsonValueKind.String) return name.GetString()! is "ir" ? "R" : name.GetString()!;
        return "";
    }
}
