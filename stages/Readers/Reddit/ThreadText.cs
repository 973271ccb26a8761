using System.Text;

namespace Curation.Stages.Readers.Reddit;

/// <summary>The text of a thread while it grows, in a buffer that threads share.</summary>
internal sealed class ThreadText
{
    char[] _chars = new char[4096];

    /// <summary>Characters so far.</summary>
    public int Length { get; set; }

    /// <summary>A part of the text.</summary>
    public ReadOnlySpan<char> this[Range range] => _chars.AsSpan(0, Length)[range];

    /// <summary>Adds characters as they are.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Adds a post's text in UTF-8, cleaned.</summary>
    public void AddClean(ReadOnlySpan<byte> text)
    {
        if (!RedditText.NeedsTrimmingOnly(text))
        {
            Add(RedditText.Clean(Encoding.UTF8.GetString(text)));
            return;
        }
        text = RedditText.Trim(text);
        Reserve(text.Length);
        Length += Encoding.UTF8.GetChars(text, _chars.AsSpan(Length));
    }

    void Reserve(int length)
    {
        if (_chars.Length - Length < length) Array.Resize(ref _chars, Math.Max(2 * _chars.Length, Length + length));
    }
}
