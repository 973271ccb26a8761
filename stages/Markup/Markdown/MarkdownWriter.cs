using System.Buffers;
using Curation.Stages.Markup.Wikitext;

namespace Curation.Stages.Markup.Markdown;

/// <summary>Writes Markdown: blank lines between blocks, blanks single, every line indented by the lists and quotations around it.</summary>
internal sealed class MarkdownWriter
{
    static readonly SearchValues<char> s_white = SearchValues.Create(" \t\r\n\u00A0");
    static readonly SearchValues<char> s_whiteButBlank = SearchValues.Create("\t\r\n\u00A0");

    readonly TextBuffer _text = new();
    readonly List<(string Mark, string Indent)> _indents = [];
    int _breaks;
    bool _blank;
    string _prefix = "";
    int _firstUse;
    int _fence = -1;
    int _cells;
    bool _headRow;
    int _opened = -1;
    string _openedMark = "";

    public void Begin()
    {
        _text.Truncate(0);
        _indents.Clear();
        (_breaks, _blank, _prefix, _firstUse, _fence, _cells, _headRow, _opened) = (0, false, "", 0, -1, 0, false, -1);
    }

    public string Complete() => _text.Span.Trim().ToString();

    /// <summary>Begins a new block with the next text.</summary>
    public void Block() => _breaks = Math.Max(_breaks, _text.Length > 0 ? 2 : 0);

    /// <summary>Begins a new line with the next text.</summary>
    public void Line() => _breaks = Math.Max(_breaks, _text.Length > 0 ? 1 : 0);

    /// <summary>A line break inside a block.</summary>
    public void Break()
    {
        if (_fence >= 0) Verbatim("\n");
        else Line();
    }

    /// <summary>Text before the next text of a block, such as a heading's marks.</summary>
    public void Prefix(string prefix) => _prefix = prefix;

    /// <summary>A line between blocks.</summary>
    public void Rule()
    {
        Block();
        Text("---");
        Block();
    }

    /// <summary>Running text: white space is one blank.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        // Characters before the next white one that is no blank; negative when it was passed.
        var plain = -1;
        while (!text.IsEmpty)
        {
            int length;
            if (s_white.Contains(text[0]))
            {
                if (_breaks == 0) _blank = true;
                length = text.IndexOfAnyExcept(s_white) is >= 0 and var word ? word : text.Length;
            }
            else
            {
                if (plain < 0) plain = text.IndexOfAny(s_whiteButBlank) is >= 0 and var odd ? odd : text.Length;
                // Words with single blanks between are copied as they stand.
                var run = text[..plain];
                run = run.IndexOf("  ", StringComparison.Ordinal) is >= 0 and var two ? run[..two] : run.TrimEnd(' ');
                Open();
                _text.Append(run);
                length = run.Length;
            }
            text = text[length..];
            plain -= length;
        }
    }

    /// <summary>A mark of emphasis or code, joined to the text inside; one that holds nothing is taken back.</summary>
    public void Mark(string mark, bool isEnd)
    {
        if (!isEnd)
        {
            Open();
            _text.Append(mark);
            (_opened, _openedMark) = (_text.Length, mark);
        }
        else if (_opened == _text.Length && _openedMark == mark)
        {
            _text.Truncate(_text.Length - mark.Length);
            _opened = -1;
        }
        else if (_text.Length > 0)
        {
            _text.Append(mark);
        }
    }

    /// <summary>Text of a code block as it stands.</summary>
    public void Verbatim(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var end = text.IndexOf('\n');
            _text.Append(end < 0 ? text : text[..end].TrimEnd('\r'));
            if (end < 0) return;
            NewLine(1);
            text = text[(end + 1)..];
        }
    }

    public void BeginFence(string language)
    {
        Block();
        Open();
        _text.Append("```");
        _fence = _text.Length;
        _text.Append(language);
        NewLine(1);
    }

    /// <summary>Names the language of the code block that was just begun.</summary>
    public void NameFence(string language)
    {
        if (_fence < 0 || _text.Span[_fence] != '\n') return;
        var tail = _text.Span[_fence..].ToString();
        _text.Truncate(_fence);
        _text.Append(language);
        _text.Append(tail);
    }

    public void EndFence()
    {
        while (_text.Length > _fence && _text.Span[^1] is '\n' or ' ' or '>') _text.Truncate(_text.Length - 1);
        NewLine(1);
        _text.Append("```");
        _fence = -1;
        Block();
    }

    /// <summary>Begins a part whose lines are indented: the first by a mark.</summary>
    public void BeginIndent(string mark, string indent)
    {
        Block();
        _indents.Add((mark, indent));
        _firstUse = _indents.Count;
    }

    public void EndIndent(string mark)
    {
        if (_indents.Count > 0 && _indents[^1].Mark == mark) _indents.RemoveAt(_indents.Count - 1);
        _firstUse = 0;
        Block();
    }

    /// <summary>Begins an item of a list at a depth; what was open at it or below ends.</summary>
    public void BeginItem(string mark, int depth)
    {
        if (_breaks == 0) Line();
        else if (_breaks == 2 && depth <= Items()) _breaks = 1;
        // Quotations that were never closed end with the item around them.
        while (Items() >= depth) _indents.RemoveAt(_indents.Count - 1);
        _indents.Add((mark, new string(' ', mark.Length)));
        _firstUse = _indents.Count;
    }

    /// <summary>Ends the innermost item.</summary>
    public void EndItem()
    {
        if (_indents.Count > 0 && _indents[^1].Mark != "> ") _indents.RemoveAt(_indents.Count - 1);
        _firstUse = 0;
    }

    public void BeginRow()
    {
        Line();
        (_cells, _headRow) = (0, false);
    }

    public void EndCell(bool isHead)
    {
        Text(" |");
        _blank = true;
        _cells++;
        _headRow |= isHead;
    }

    public void EndRow()
    {
        if (_headRow)
        {
            Line();
            Text(string.Join(" | ", Enumerable.Repeat("---", _cells)) + " |");
        }
        Line();
    }

    int Items() => _indents.Count(i => i.Mark != "> ");

    /// <summary>Writes the line ends, indents or blank that are due before text.</summary>
    void Open()
    {
        if (_text.Length == 0 || _breaks > 0)
        {
            if (_text.Length > 0) NewLine(_breaks);
            else Indent(_indents.Count, isFirst: true);
            _text.Append(_prefix);
            _prefix = "";
        }
        else if (_blank && _text.Span[^1] is not (' ' or '\n'))
        {
            _text.Append(' ');
        }
        (_breaks, _blank, _firstUse) = (0, false, 0);
    }

    void NewLine(int lines)
    {
        while (_text.Length > 0 && _text.Span[^1] == ' ' && _fence < 0) _text.Truncate(_text.Length - 1);
        for (var i = 0; i < lines; i++)
        {
            _text.Append('\n');
            if (i == lines - 1) Indent(_indents.Count, isFirst: _firstUse > 0);
            else Blank();
        }
        (_breaks, _blank) = (0, false);
    }

    /// <summary>A blank line: the parts around it show, without blanks at its end, but not the one that begins behind it.</summary>
    void Blank()
    {
        Indent(_firstUse > 0 ? _firstUse - 1 : _indents.Count, isFirst: false);
        while (_text.Span[^1] == ' ') _text.Truncate(_text.Length - 1);
    }

    /// <summary>Indents a line; the innermost part that just began has its mark.</summary>
    void Indent(int depth, bool isFirst)
    {
        for (var i = 0; i < depth; i++) _text.Append(isFirst && i == _firstUse - 1 ? _indents[i].Mark : _indents[i].Indent);
    }
}
