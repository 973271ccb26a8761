using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Curation.Core.Documents;

namespace Curation.Cli.Inspection;

/// <summary>Prints rows: one JSON object a line, or a block of lines a row, long texts cut.</summary>
sealed class RowPrinter(TextWriter writer, bool json)
{
    const int Width = 160;
    static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Print(string file, long row, JsonObject cells)
    {
        if (json)
        {
            writer.WriteLine(cells.ToJsonString(s_json));
            return;
        }
        writer.WriteLine($"{Path.GetFileName(file)} row {row}");
        var name = cells.Max(c => c.Key.Length);
        foreach (var (column, cell) in cells) writer.WriteLine($"  {column.PadRight(name)}  {Text(cell)}");
    }

    static string Text(JsonNode? cell)
    {
        var text = cell is null ? "–" : cell.GetValueKind() == JsonValueKind.String ? cell.GetValue<string>() : cell.ToJsonString(s_json);
        return string.Concat(Excerpt.Marked(text, Width).Select(c => char.IsControl(c) ? ' ' : c)); // a text must not steer the terminal
    }
}
