using System.Buffers;
using System.Text;
using Curation.Stages.Text.Tokens;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>The words of datatrove's normalised text as UTF-8 with one blank between them, so that a shingle is a slice. Not thread-safe.</summary>
sealed class DatatroveWords
{
    readonly DatatroveText _text = new();
    readonly TokenSegmenter _tokens = new();
    byte[] _bytes = new byte[1 << 13];
    int[] _starts = new int[1024];
    int _length;

    /// <summary>Number of words.</summary>
    public int Count { get; private set; }

    /// <summary>The UTF-8 of some words in a row with one blank between them.</summary>
    public ReadOnlySpan<byte> Joined(int first, int count) => _bytes.AsSpan(_starts[first]..(_starts[first + count] - 1));

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="language">ISO 639 code, by which words are split; null is read as English.</param>
    public void Read(ReadOnlySpan<char> text, string? language)
    {
        Begin();
        var normal = _text.Normalise(text);
        foreach (ref readonly var token in _tokens.Segment(normal, language)) Add(token.Of(normal));
    }

    /// <summary>Reads words that another tokenizer has made.</summary>
    public void Read(IEnumerable<string> words)
    {
        Begin();
        foreach (var word in words) Add(word);
    }

    void Begin() => (_length, Count) = (0, 0);

    void Add(ReadOnlySpan<char> word)
    {
        if (Count + 2 > _starts.Length) Array.Resize(ref _starts, 2 * _starts.Length);
        if (_length + (3 * word.Length) + 1 > _bytes.Length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + (3 * word.Length) + 1));
        var target = _bytes.AsSpan(_length);
        if (Ascii.FromUtf16(word, target, out var written) != OperationStatus.Done) written = Encoding.UTF8.GetBytes(word, target);
        _length += written;
        _bytes[_length++] = (byte)' ';
        _starts[++Count] = _length;
    }
}
