using System.Buffers;
using System.Text;

namespace Curation.Stages.FastText;

/// <summary>A text as one line of UTF-8 in borrowed memory; half surrogate pairs become U+FFFD.</summary>
readonly ref struct Utf8Line
{
    readonly byte[] _rented;
    readonly int _length;

    Utf8Line(byte[] rented, int length) => (_rented, _length) = (rented, length);

    public ReadOnlySpan<byte> Bytes => _rented.AsSpan(0, _length);

    /// <summary>Makes the line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lineFeed">What a line feed becomes; null leaves it, and the line ends there.</param>
    public static Utf8Line Of(ReadOnlySpan<char> text, char? lineFeed)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length < 4096 ? Encoding.UTF8.GetMaxByteCount(text.Length) : Encoding.UTF8.GetByteCount(text));
        var length = Encoding.UTF8.GetBytes(text, bytes);
        if (lineFeed is { } other) bytes.AsSpan(0, length).Replace((byte)'\n', (byte)other);
        return new(bytes, length);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);
}
