namespace Curation.Stages.Markup.Wikitext;

/// <summary>Tables of wikitext as rows of cells.</summary>
internal sealed class TableLayout
{
    readonly List<List<string>> _rows = [];
    List<string> _row = [];

    /// <summary>Characters of the table that begins the text, its end mark and inner tables included; all of it if the end is missing.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        var depth = 0;
        var at = 0;
        while (at < text.Length)
        {
            var end = text[at..].IndexOf('\n');
            var line = (end < 0 ? text[at..] : text.Slice(at, end)).TrimStart(" :*\t" + Marks.Removed);
            if (line.StartsWith("{|", StringComparison.Ordinal)) depth++;
            else if (line.StartsWith("|}", StringComparison.Ordinal) && --depth == 0) return text.Length - line[2..].Length - (end < 0 ? 0 : text.Length - at - end);
            at = end < 0 ? text.Length : at + end + 1;
        }
        return text.Length;
    }

    /// <summary>The rows of a table; inner tables' rows stand behind the row that holds them.</summary>
    public List<List<string>> Rows(ReadOnlySpan<char> table)
    {
        _rows.Clear();
        _row = [];
        var isHead = true;
        while (!table.IsEmpty)
        {
            var end = table.IndexOf('\n');
            var line = (end < 0 ? table : table[..end]).TrimStart(" \t" + Marks.Removed);
            table = end < 0 ? default : table[(end + 1)..];
            if (line.TrimStart(':').StartsWith("{|", StringComparison.Ordinal) || line.StartsWith("|}", StringComparison.Ordinal) || line.StartsWith("|-", StringComparison.Ordinal))
            {
                EndRow();
                isHead = line.TrimStart(':').StartsWith("{|", StringComparison.Ordinal);
            }
            else if (line.StartsWith("|+", StringComparison.Ordinal))
            {
                EndRow();
                _row.Add(Content(line[2..]).ToString());
                EndRow();
                isHead = false;
            }
            else if (TryCells(line, out var cells))
            {
                _row.AddRange(cells);
                isHead = false;
            }
            else if (!isHead && _row.Count > 0 && !line.IsEmpty)
            {
                _row[^1] = _row[^1].Length == 0 ? Item(line) : $"{_row[^1]} {Item(line)}";
            }
        }
        EndRow();
        return _rows;
    }

    /// <summary>The cells of a line that begins with a bar or an exclamation mark.</summary>
    public static bool TryCells(ReadOnlySpan<char> line, out List<string> cells)
    {
        cells = [];
        if (line.IsEmpty || line[0] is not ('|' or '!')) return false;
        var isHeader = line[0] == '!';
        line = line[1..];
        while (true)
        {
            var at = line.IndexOf("||", StringComparison.Ordinal);
            if (isHeader && line.IndexOf("!!", StringComparison.Ordinal) is >= 0 and var mark && (at < 0 || mark < at)) at = mark;
            cells.Add(Content(at < 0 ? line : line[..at]).ToString());
            if (at < 0) return true;
            line = line[(at + 2)..];
        }
    }

    void EndRow()
    {
        if (_row.Count > 0) _rows.Add(_row);
        _row = [];
    }

    /// <summary>A cell without its attributes, which end at the first bar.</summary>
    static ReadOnlySpan<char> Content(ReadOnlySpan<char> cell)
    {
        var bar = cell.IndexOf('|');
        return (bar < 0 ? cell : cell[(bar + 1)..]).Trim();
    }

    static string Item(ReadOnlySpan<char> line) => line.TrimStart("*#:;").Trim().ToString();
}
