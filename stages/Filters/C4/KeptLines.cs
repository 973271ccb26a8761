using Curation.Stages.Text.Python;

namespace Curation.Stages.Filters.C4;

/// <summary>The lines that stay, joined in memory that the thread fills again and again: a text that nothing was cut out of costs no new one.</summary>
sealed class KeptLines
{
    // Above it the memory of a giant text is not kept for the next.
    const int KeptCapacity = 1 << 20;

    [ThreadStatic]
    static KeptLines? t_mine;

    char[] _characters = [];
    int _lines, _length;

    /// <summary>Those of this thread, empty, with room for a text's lines.</summary>
    public static KeptLines Of(string text)
    {
        var mine = t_mine ??= new();
        (mine._lines, mine._length) = (0, 0);
        if (mine._characters.Length <= text.Length || mine._characters.Length > Math.Max(text.Length, KeptCapacity)) mine._characters = new char[text.Length + 1];
        return mine;
    }

    /// <summary>Adds a line, behind a line feed if it is not the first.</summary>
    public void Add(ReadOnlySpan<char> line)
    {
        if (_lines++ > 0) _characters[_length++] = '\n';
        line.CopyTo(_characters.AsSpan(_length));
        _length += line.Length;
    }

    /// <summary>The lines without the blanks around all of them; the given text itself if nothing changed.</summary>
    public string Stripped(string text) => Text(text, PythonText.Strip(_characters.AsSpan(0, _length)));

    /// <summary>The lines; the given text itself if nothing changed.</summary>
    public string Whole(string text) => Text(text, _characters.AsSpan(0, _length));

    static string Text(string text, ReadOnlySpan<char> kept) => kept.SequenceEqual(text) ? text : kept.ToString();
}
