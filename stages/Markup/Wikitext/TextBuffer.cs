namespace Curation.Stages.Markup.Wikitext;

/// <summary>Growing text whose end can be looked at and cut off again.</summary>
internal sealed class TextBuffer
{
    char[] _chars = new char[16 << 10];

    /// <summary>Number of characters.</summary>
    public int Length { get; private set; }

    /// <summary>The text.</summary>
    public ReadOnlySpan<char> Span => _chars.AsSpan(0, Length);

    public void Append(char value)
    {
        if (Length == _chars.Length) Grow(1);
        _chars[Length++] = value;
    }

    public void Append(ReadOnlySpan<char> value)
    {
        if (_chars.Length - Length < value.Length) Grow(value.Length);
        value.CopyTo(_chars.AsSpan(Length));
        Length += value.Length;
    }

    /// <summary>Cuts the text to a length.</summary>
    public void Truncate(int length) => Length = length;

    void Grow(int more)
    {
        Array.Resize(ref _chars, Math.Max(_chars.Length * 2, Length + more));
    }
}
