using System.Buffers;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>Makes one line readable: marks of emphasis go, blanks are single, and what removed markup left behind is tidied.</summary>
internal sealed class LineCleaner
{
    const string Special = "'[]{}()" + Marks.All;

    static readonly SearchValues<char> s_special = SearchValues.Create(Special);
    static readonly SearchValues<char> s_blank = SearchValues.Create(Special + " \t\r");
    static readonly SearchValues<char> s_leftovers = SearchValues.Create(" ,;:" + Marks.Removed);

    readonly TextBuffer _output = new();
    readonly List<int> _brackets = [];
    int _removed = -1;

    /// <summary>The line's text; valid until the next call.</summary>
    public ReadOnlySpan<char> Clean(ReadOnlySpan<char> line)
    {
        _output.Truncate(0);
        _brackets.Clear();
        _removed = -1;
        line = line.Trim(" \t\r\n");
        var emphasis = new Emphasis(line);
        // Blanks are looked at one by one only in lines that have some to change.
        var special = line.IndexOf("  ", StringComparison.Ordinal) >= 0 || line.IndexOfAny('\t', '\r') >= 0 ? s_blank : s_special;
        for (var at = 0; at < line.Length;)
        {
            var step = line[at..].IndexOfAny(special);
            if (step < 0) step = line.Length - at;
            _output.Append(line.Slice(at, step));
            at += step;
            if (at < line.Length) at += Take(line, at, emphasis);
        }
        return _output.Span.Trim(" \n");
    }

    int Take(ReadOnlySpan<char> line, int at, Emphasis emphasis)
    {
        var value = line[at];
        switch (value)
        {
            case ' ' or '\t' or '\r':
                if (_output.Length > 0 && _output.Span[^1] is not (' ' or '\n')) _output.Append(' ');
                return 1;
            case '\'':
                var run = line[at..].IndexOfAnyExcept('\'');
                if (run < 0) run = line.Length - at;
                for (var keep = emphasis.Kept(at, run); keep > 0; keep--) _output.Append('\'');
                return run;
            case '[' or ']' or '{' or '}' when at + 1 < line.Length && line[at + 1] == value:
                // What is left of brackets that belong to nothing.
                return 2;
            case '(':
                _brackets.Add(_output.Length);
                break;
            case ')' when _brackets.Count > 0:
                return CloseBracket(line, at);
            case Marks.Removed:
                return Gap(line, at);
            case Marks.Break:
                TrimEnd();
                if (_output.Length > 0) _output.Append('\n');
                return 1 + Blanks(line, at + 1);
        }
        _output.Append(Marks.Meaning(value));
        return 1;
    }

    /// <summary>Where markup was removed, blanks of both sides are one, and none before a comma or a full stop.</summary>
    int Gap(ReadOnlySpan<char> line, int at)
    {
        _removed = _output.Length;
        var next = at + 1;
        while (next < line.Length && line[next] == Marks.Removed) next++;
        if (_output.Length > 0 && _output.Span[^1] != ' ') return next - at;
        if (next < line.Length && line[next] == ' ') next += Blanks(line, next);
        if (next < line.Length && line[next] is ',' or '.' or ';')
        {
            // Of two marks that now meet, the second stays.
            TrimEnd();
            if (_output.Length > 0 && _output.Span[^1] is ',' or ';') _output.Truncate(_output.Length - 1);
        }
        _removed = _output.Length;
        return next - at;
    }

    /// <summary>Closes a bracket; where something was removed inside, empty parts go, and the whole bracket if nothing is left.</summary>
    int CloseBracket(ReadOnlySpan<char> line, int at)
    {
        var open = _brackets[^1];
        _brackets.RemoveAt(_brackets.Count - 1);
        if (_removed <= open)
        {
            _output.Append(')');
            return 1;
        }
        var inside = _output.Span[(open + 1)..];
        var first = inside.IndexOfAnyExcept(s_leftovers);
        if (first < 0)
        {
            _output.Truncate(open);
            return Gap(line, at);
        }
        var text = inside[first..(inside.LastIndexOfAnyExcept(s_leftovers) + 1)].ToString();
        _output.Truncate(open + 1);
        _output.Append(text);
        _output.Append(')');
        return 1;
    }

    void TrimEnd()
    {
        while (_output.Length > 0 && _output.Span[^1] == ' ') _output.Truncate(_output.Length - 1);
    }

    static int Blanks(ReadOnlySpan<char> line, int at)
    {
        var length = line[at..].IndexOfAnyExcept(' ');
        return length < 0 ? line.Length - at : length;
    }
}
