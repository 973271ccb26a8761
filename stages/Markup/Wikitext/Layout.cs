using System.Collections.Immutable;
using Curation.Core.Documents;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>Lays expanded lines out: paragraphs, headings, lists and tables; empty and unwanted sections go.</summary>
internal sealed class Layout(WikitextOptions options)
{
    readonly TextBuffer _output = new();
    readonly LineCleaner _cleaner = new();
    readonly TableLayout _table = new();
    readonly List<(int Level, string Text)> _pending = [];
    readonly ImmutableArray<Heading>.Builder _headings = ImmutableArray.CreateBuilder<Heading>();
    readonly int[] _numbers = new int[16];
    int _dropped;
    bool _inParagraph;
    bool _inList;

    /// <summary>The text and the headings of expanded wikitext.</summary>
    public (string Text, ImmutableArray<Heading> Headings) Apply(ReadOnlySpan<char> expanded)
    {
        _output.Truncate(0);
        _pending.Clear();
        _headings.Clear();
        (_dropped, _inParagraph, _inList) = (0, false, false);
        while (!expanded.IsEmpty)
        {
            var end = expanded.IndexOf('\n');
            var line = end < 0 ? expanded : expanded[..end];
            if (IsTable(line))
            {
                var length = TableLayout.Length(expanded);
                if (_dropped == 0 && options.Tables) Table(expanded[..length]);
                expanded = expanded[length..];
                continue;
            }
            expanded = end < 0 ? default : expanded[(end + 1)..];
            Line(line);
        }
        return (_output.Span.ToString(), _headings.ToImmutable());
    }

    static bool IsTable(ReadOnlySpan<char> line) => line.TrimStart(" :*\t" + Marks.Removed).StartsWith("{|", StringComparison.Ordinal);

    void Line(ReadOnlySpan<char> line)
    {
        if (line.Trim(" \t\r").IsEmpty)
        {
            _inParagraph = _inList = false;
            return;
        }
        if (line[0] == '=' && TryHeading(line)) return;
        if (_dropped > 0) return;
        switch (line[0])
        {
            case '*' or '#' or ':' or ';':
                Item(line);
                break;
            case '-' when line.StartsWith("----", StringComparison.Ordinal):
                _inParagraph = _inList = false;
                break;
            case '|' or '!':
                // Rows whose table is begun by a template.
                Stray(line);
                break;
            default:
                Paragraph(line);
                break;
        }
    }

    bool TryHeading(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd(" \t\r" + Marks.Removed);
        var level = 0;
        while (level < 6 && 2 * level + 2 < line.Length && line[level] == '=' && line[^(level + 1)] == '=') level++;
        if (level == 0) return false;
        var text = _cleaner.Clean(line[level..^level]).ToString();
        if (_dropped > 0 && level > _dropped) return true;
        _dropped = options.DroppedSections.Contains(text.ToLowerInvariant()) ? level : 0;
        while (_pending.Count > 0 && _pending[^1].Level >= level) _pending.RemoveAt(_pending.Count - 1);
        if (_dropped == 0 && text.Length > 0) _pending.Add((level, text));
        _inParagraph = _inList = false;
        return true;
    }

    void Paragraph(ReadOnlySpan<char> line)
    {
        var text = _cleaner.Clean(line);
        if (text.IsEmpty) return;
        if (!_inParagraph) Begin(blank: true);
        else _output.Append(line[0] == ' ' ? '\n' : ' ');
        _output.Append(text);
        _inParagraph = true;
        _inList = false;
    }

    void Stray(ReadOnlySpan<char> line)
    {
        if (!options.Tables || line.StartsWith("|-", StringComparison.Ordinal) || line.StartsWith("|}", StringComparison.Ordinal)) return;
        if (!TableLayout.TryCells(line, out var cells)) return;
        Row(cells);
    }

    void Item(ReadOnlySpan<char> line)
    {
        var depth = line.IndexOfAnyExcept("*#:;");
        if (depth < 0) return;
        var kind = line[depth - 1];
        var number = depth < _numbers.Length ? NextNumber(line, depth) : 0;
        var content = line[depth..];
        if (kind == ';' && content.IndexOf(" : ", StringComparison.Ordinal) is >= 0 and var colon)
        {
            Item(content[..colon], 0, "");
            Item(content[(colon + 3)..], 0, "");
            return;
        }
        var mark = kind switch { '*' => "- ", '#' => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number}. "), _ => "" };
        Item(content, mark.Length == 0 ? 0 : depth - 1, mark);
    }

    void Item(ReadOnlySpan<char> content, int depth, string mark)
    {
        var text = _cleaner.Clean(content);
        if (text.IsEmpty) return;
        Begin(blank: !_inList);
        for (var i = Math.Min(depth, 8); i > 0; i--) _output.Append("  ");
        _output.Append(mark);
        _output.Append(text);
        _inList = true;
        _inParagraph = false;
    }

    int NextNumber(ReadOnlySpan<char> line, int depth)
    {
        if (!_inList) Array.Clear(_numbers);
        Array.Clear(_numbers, depth, _numbers.Length - depth);
        return line[depth - 1] == '#' ? ++_numbers[depth - 1] : _numbers[depth - 1] = 0;
    }

    void Table(ReadOnlySpan<char> table)
    {
        _inParagraph = _inList = false;
        foreach (var cells in _table.Rows(table)) Row(cells);
        _inList = false;
    }

    void Row(List<string> cells)
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            var text = _cleaner.Clean(cell);
            if (text.IsEmpty) continue;
            if (isFirst) Begin(blank: !_inList);
            else _output.Append(" | ");
            _output.Append(text);
            isFirst = false;
        }
        if (isFirst) return;
        _inList = true;
        _inParagraph = false;
    }

    /// <summary>Begins a line, behind the headings that wait for one.</summary>
    void Begin(bool blank)
    {
        foreach (var (level, text) in _pending)
        {
            if (_output.Length > 0) _output.Append("\n\n");
            if (options.MarkdownHeadings) _output.Append(new string('#', level) + " ");
            _headings.Add(new Heading(level, _output.Length, text));
            _output.Append(text);
            blank = true;
        }
        _pending.Clear();
        if (_output.Length > 0) _output.Append(blank ? "\n\n" : "\n");
    }
}
