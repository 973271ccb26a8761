using Curation.Stages.Text.Python;

namespace Curation.Stages.Filters.RefinedWeb;

/// <summary>Runs the rules over a text's lines, one after the other as DCLM does: each sees what those before it left.</summary>
sealed class LineEdit
{
    readonly string _text;
    readonly List<ReadOnlyMemory<char>> _lines = [];

    public int Lines, Uppercase, Numeric, Counter, FewWords, Phrases;

    public LineEdit(string text)
    {
        _text = text;
        foreach (var range in text.AsSpan().Split('\n')) _lines.Add(text.AsMemory(range));
        Lines = _lines.Count;
    }

    public void Run(RefinedWebLinesOptions options, bool judgeWords)
    {
        Uppercase = Cut(line => LineRules.Ratios(line).Uppercase > options.MaxUppercaseRatio);
        Strip();
        Numeric = Cut(line => IsNumeric(line, options.MaxNumericRatio));
        Strip();
        if (LineRules.MayHaveCounters(_text)) Counter = Cut(LineRules.IsCounter);
        Strip();
        if (!judgeWords) return;
        FewWords = Cut(line => PythonText.CountWords(line) < options.MinWordsPerLine);
        if (!LineRules.MayHavePhrases(_text))
        {
            Strip();
            return;
        }
        Replace("items in cart", LineRules.WithoutItemsInCart, options.MaxPhraseLineWords);
        Replace("read more", LineRules.WithoutReadMore, options.MaxPhraseLineWords);
        Replace("sign-in", LineRules.WithoutSignIn, options.MaxPhraseLineWords);
    }

    /// <summary>The lines that are left; the given text itself if nothing changed.</summary>
    public string Result() => IsWhole() ? _text : string.Join('\n', _lines);

    bool IsWhole()
    {
        if (_lines.Count != Lines) return false;
        var length = Lines - 1;
        foreach (var line in _lines) length += line.Length;
        // Phrases are cut out and blanks stripped, nothing is put in: as many lines and characters are the same ones.
        return length == _text.Length;
    }

    // Most lines begin with a letter, which settles the default of all digits.
    static bool IsNumeric(ReadOnlySpan<char> line, double limit) =>
        (!char.IsAsciiLetter(line[0]) || limit < (line.Length - 1.0) / line.Length) && LineRules.Ratios(line).Numeric > limit;

    delegate bool LineTest(ReadOnlySpan<char> line);

    int Cut(LineTest test) => _lines.RemoveAll(line => !line.IsEmpty && test(line.Span));

    void Replace(string phrase, Func<string, string> remove, int maxWords)
    {
        var before = _lines.Count;
        _lines.RemoveAll(line => Edited(line) is { } edited && PythonText.Strip(edited).IsEmpty);
        Phrases += before - _lines.Count;
        for (var i = 0; i < _lines.Count; i++)
        {
            if (Edited(_lines[i]) is not { } edited) continue;
            _lines[i] = edited.AsMemory();
            Phrases++;
        }
        Strip();

        string? Edited(ReadOnlyMemory<char> line)
        {
            if (!line.Span.Contains(phrase, StringComparison.OrdinalIgnoreCase) || PythonText.CountWords(line.Span) > maxWords) return null;
            var whole = line.ToString();
            var edited = remove(whole);
            return edited.Length == whole.Length ? null : edited;
        }
    }

    /// <summary>Python's <c>strip</c> of the joined lines.</summary>
    void Strip()
    {
        var start = 0;
        while (start < _lines.Count && PythonText.Strip(_lines[start].Span).IsEmpty) start++;
        var end = _lines.Count;
        while (end > start && PythonText.Strip(_lines[end - 1].Span).IsEmpty) end--;
        _lines.RemoveRange(end, _lines.Count - end);
        _lines.RemoveRange(0, start);
        if (_lines.Count == 0) return;
        var first = _lines[0];
        var skip = 0;
        while (PythonText.IsSpace(first.Span[skip])) skip++;
        _lines[0] = first[skip..];
        var last = _lines[^1];
        var keep = last.Length;
        while (PythonText.IsSpace(last.Span[keep - 1])) keep--;
        _lines[^1] = last[..keep];
    }
}
