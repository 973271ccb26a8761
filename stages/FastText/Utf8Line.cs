using System.Buffers;
using System.Text;

namespace Curation.Stages.FastText;

/// <summary>A text as one line of UTF-8 in borrowed memory; half surrogate pairs become U+FFFD.</summary>
public readonly ref struct Utf8Line
{
    // What Python's strip() takes off, and where its splitlines() ends lines.
    static readonly SearchValues<char> s_blank = SearchValues.Create(
        "\t\n\v\f\r\u001C\u001D\u001E\u001F \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000");
    static readonly SearchValues<char> s_lineEnds = SearchValues.Create("\n\v\f\r\u001C\u001D\u001E\u0085\u2028\u2029");

    readonly byte[] _rented;
    readonly int _length;

    Utf8Line(byte[] rented, int length) => (_rented, _length) = (rented, length);

    /// <summary>The line; valid until it is disposed.</summary>
    public ReadOnlySpan<byte> Bytes => _rented.AsSpan(0, _length);

    /// <summary>The text as it is.</summary>
    public static Utf8Line Of(ReadOnlySpan<char> text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length < 4096 ? Encoding.UTF8.GetMaxByteCount(text.Length) : Encoding.UTF8.GetByteCount(text));
        return new(bytes, Encoding.UTF8.GetBytes(text, bytes));
    }

    /// <summary>The text as one line, by a dialect.</summary>
    public static Utf8Line Of(ReadOnlySpan<char> text, FastTextDialect dialect)
    {
        if (dialect == FastTextDialect.Dclm) return Joined(text);
        var line = Of(text);
        var bytes = line._rented.AsSpan(0, line._length);
        if (dialect == FastTextDialect.Datatrove) return new(line._rented, RemoveLineFeeds(bytes));
        bytes.Replace((byte)'\n', (byte)' ');
        return line;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);

    static int RemoveLineFeeds(Span<byte> bytes)
    {
        var kept = bytes.IndexOf((byte)'\n');
        if (kept < 0) return bytes.Length;
        for (var at = kept; at < bytes.Length;)
        {
            at++;
            var next = bytes[at..].IndexOf((byte)'\n');
            var piece = next < 0 ? bytes[at..] : bytes.Slice(at, next);
            piece.CopyTo(bytes[kept..]);
            kept += piece.Length;
            at += piece.Length;
        }
        return kept;
    }

    /// <summary>A pair of carriage return and line feed becomes two blanks, which is one to a model.</summary>
    static Utf8Line Joined(ReadOnlySpan<char> text)
    {
        var start = text.IndexOfAnyExcept(s_blank);
        if (start < 0) return Of([]);
        text = text[start..(text.LastIndexOfAnyExcept(s_blank) + 1)];
        var chars = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            var line = chars.AsSpan(0, text.Length);
            text.CopyTo(line);
            line.ReplaceAny(s_lineEnds, ' ');
            return Of(line);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }
}
