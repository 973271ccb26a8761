using System.Runtime.CompilerServices;

namespace Curation.Stages.Markup.Html;

/// <summary>Growing UTF-16 text that is used again for the next page.</summary>
sealed class TextBuffer
{
    const int Kept = 1 << 21;

    char[] _chars = new char[4096];

    /// <summary>Units written.</summary>
    public int Length { get; set; }

    /// <summary>What is written.</summary>
    public ReadOnlySpan<char> Span => _chars.AsSpan(0, Length);

    /// <summary>The last unit, U+0000 if there is none.</summary>
    public char Last => Length == 0 ? '\0' : _chars[Length - 1];

    /// <summary>Room for at least <paramref name="units"/> more; count what is written with <see cref="Length"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<char> Room(int units)
    {
        if (_chars.Length - Length < units) Grow(units);
        return _chars.AsSpan(Length);
    }

    /// <summary>Adds a unit.</summary>
    public void Append(char unit)
    {
        Room(1)[0] = unit;
        Length++;
    }

    /// <summary>Adds text.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
    }

    /// <summary>Empties the buffer; gives back what a very large page took.</summary>
    public void Clear()
    {
        if (_chars.Length > Kept) _chars = new char[4096];
        Length = 0;
    }

    /// <summary>The text from <paramref name="start"/> on.</summary>
    public string From(int start) => new(_chars, start, Length - start);

    void Grow(int units) => Array.Resize(ref _chars, Math.Max(_chars.Length * 2, Length + units));
}
