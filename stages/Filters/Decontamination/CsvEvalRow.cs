using System.Text;
using Curation.Core.Errors;

namespace Curation.Stages.Filters.Decontamination;

/// <summary>A row of a CSV file with a head (RFC 4180: quotes doubled inside quotes, line ends allowed there).</summary>
sealed class CsvEvalRow(string[] head, List<string> values) : IEvalRow
{
    public IEnumerable<string> Names => head;

    public static IEnumerable<IEvalRow> Read(Stream stream, string path)
    {
        using var reader = new StreamReader(stream);
        if (Next(reader) is not { } head) yield break;
        string[] names = [.. head];
        for (var row = 1; Next(reader) is { } values; row++)
        {
            if (values.Count == 1 && values[0].Length == 0) continue;
            if (values.Count != names.Length) throw new InputException($"expected {names.Length} columns in row {row} of {path}, found {values.Count}");
            yield return new CsvEvalRow(names, values);
        }
    }

    public IReadOnlyList<string>? Find(string name) => Array.IndexOf(head, name) is >= 0 and var at ? [values[at]] : null;

    static List<string>? Next(StreamReader reader)
    {
        if (reader.Peek() < 0) return null;
        var values = new List<string>();
        var value = new StringBuilder();
        var quoted = false;
        while (true)
        {
            var c = reader.Read();
            if (c < 0 && quoted) throw new InputException("expected a closing quote, found the end of the file");
            if (quoted)
            {
                if (c != '"') value.Append((char)c);
                else if (reader.Peek() == '"') value.Append((char)reader.Read());
                else quoted = false;
                continue;
            }
            switch (c)
            {
                case '"':
                    quoted = true;
                    break;
                case ',':
                    values.Add(value.ToString());
                    value.Clear();
                    break;
                case '\r':
                    break;
                case '\n' or -1:
                    values.Add(value.ToString());
                    return values;
                default:
                    value.Append((char)c);
                    break;
            }
        }
    }
}
