using System.Globalization;
using System.Text;
using Curation.Core.Errors;

namespace Curation.Mixers.Tables;

/// <summary>A CSV file with a header line (RFC 4180: quoted fields, doubled quotes, line breaks in quotes).</summary>
/// <param name="Path">Where it lies, for messages.</param>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Rows">Fields by row, as many as columns.</param>
public sealed record CsvTable(string Path, IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows)
{
    /// <summary>Reads a file whole.</summary>
    /// <exception cref="ConfigException">The file is missing or has no header, a row has another number of fields, a name stands twice.</exception>
    public static CsvTable Read(string path)
    {
        string text;
        try { text = File.ReadAllText(path); }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException) { throw new ConfigException($"{path} cannot be read: {error.Message}", error); }
        return Parse(path, text);
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="ConfigException">There is no header, a row has another number of fields, or a name stands twice.</exception>
    public static CsvTable Parse(string path, string text)
    {
        var rows = Split(path, text).ToList();
        if (rows.Count == 0) throw new ConfigException($"{path}: expected a header line with column names, found an empty file");
        var columns = rows[0].Fields.Select(f => f.Trim()).ToArray();
        if (columns.GroupBy(c => c, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ConfigException($"{path}: column '{twice.Key}' stands twice in the header");
        if (rows.Skip(1).FirstOrDefault(r => r.Fields.Length != columns.Length) is { Fields: not null } wrong)
            throw new ConfigException($"{path}, line {wrong.Line}: expected {columns.Length} fields as in the header, found {wrong.Fields.Length}");
        return new(path, columns, [.. rows.Skip(1).Select(r => r.Fields)]);
    }

    /// <summary>The number in a field; NaN where it is empty or says nan.</summary>
    /// <exception cref="ConfigException">It is not a number.</exception>
    public double Number(int row, int column)
    {
        var field = Rows[row][column].Trim();
        if (field.Length == 0 || field.Equals("nan", StringComparison.OrdinalIgnoreCase)) return double.NaN;
        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ConfigException($"{Path}, row {row + 1}, column '{Columns[column]}': expected a number, found '{field}'");
    }

    /// <summary>A field as it stands in a file, quoted where it has to be.</summary>
    public static string Quote(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static IEnumerable<(int Line, string[] Fields)> Split(string path, string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var (line, start) = (1, 1);
        for (var i = text.StartsWith('\uFEFF') ? 1 : 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && field.Length == 0)
            {
                for (i++; ; i++)
                {
                    if (i >= text.Length) throw new ConfigException($"{path}, line {start}: a quoted field has no end");
                    if (text[i] == '\n') line++;
                    if (text[i] != '"') field.Append(text[i]);
                    else if (i + 1 < text.Length && text[i + 1] == '"') { field.Append('"'); i++; }
                    else break;
                }
            }
            else if (c == ',') { fields.Add(field.ToString()); field.Clear(); }
            else if (c == '\n')
            {
                if (fields.Count > 0 || field.Length > 0)
                {
                    fields.Add(field.ToString());
                    yield return (start, [.. fields]);
                }
                fields.Clear();
                field.Clear();
                start = ++line;
            }
            else if (c != '\r') field.Append(c);
        }
        if (fields.Count == 0 && field.Length == 0) yield break;
        fields.Add(field.ToString());
        yield return (start, [.. fields]);
    }
}
