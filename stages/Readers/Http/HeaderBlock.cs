using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;

namespace Curation.Stages.Readers.Http;

/// <summary>
/// Header lines as WARC and HTTP write them: <c>Name: value</c>, a line a header, read leniently: bare line feeds, folded
/// lines, spaces before the colon; lines without a colon are passed over.
/// </summary>
internal sealed class HeaderBlock
{
    readonly List<(int Name, int NameLength, int Value, int ValueLength)> _lines = [];
    byte[] _bytes = new byte[4096];
    int _length;

    /// <summary>Number of headers.</summary>
    public int Count => _lines.Count;

    /// <summary>Reads the lines, in place of the ones before; at most <paramref name="maxLines"/>, the rest is passed over.</summary>
    public void Parse(ReadOnlySpan<byte> block, int maxLines)
    {
        _lines.Clear();
        if (_bytes.Length < block.Length) _bytes = new byte[block.Length];
        block.CopyTo(_bytes);
        _length = block.Length;
        for (var at = 0; at < _length && _lines.Count < maxLines;)
        {
            var length = _bytes.AsSpan(at, _length - at).IndexOf((byte)'\n');
            var end = length < 0 ? _length : at + length;
            Line(at, end);
            at = end + 1;
        }
    }

    /// <summary>The first value of a header, trimmed; empty if there is none.</summary>
    /// <param name="name">The name in lower case.</param>
    public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> name)
    {
        foreach (var (at, length, value, valueLength) in _lines)
            if (length == name.Length && Ascii.EqualsIgnoreCase(_bytes.AsSpan(at, length), name)) return _bytes.AsSpan(value, valueLength);
        return default;
    }

    /// <summary>The first value of a header as text, or null if there is none or it is empty.</summary>
    public string? Text(ReadOnlySpan<byte> name)
    {
        var value = Value(name);
        return value.IsEmpty ? null : Decode(value);
    }

    /// <summary>All headers, the first value of each.</summary>
    public ImmutableDictionary<string, string> First()
    {
        var builder = Core.Documents.Record.NoHeaders.ToBuilder();
        foreach (var (at, length, value, valueLength) in _lines)
            builder.TryAdd(Decode(_bytes.AsSpan(at, length)), Decode(_bytes.AsSpan(value, valueLength)));
        return builder.ToImmutable();
    }

    /// <summary>All headers, values of a repeated one joined by a comma.</summary>
    public ImmutableDictionary<string, string> Joined()
    {
        var builder = Core.Documents.Record.NoHeaders.ToBuilder();
        foreach (var (at, length, value, valueLength) in _lines)
        {
            var name = Decode(_bytes.AsSpan(at, length));
            var text = Decode(_bytes.AsSpan(value, valueLength));
            builder[name] = builder.TryGetValue(name, out var before) ? $"{before}, {text}" : text;
        }
        return builder.ToImmutable();
    }

    /// <summary>UTF-8 where it is valid, else Latin-1, as old servers send it.</summary>
    static string Decode(ReadOnlySpan<byte> value) => (Utf8.IsValid(value) ? Encoding.UTF8 : Encoding.Latin1).GetString(value);

    void Line(int start, int end)
    {
        if (end > start && _bytes[end - 1] == '\r') end--;
        if (end == start) return;
        if (_bytes[start] is (byte)' ' or (byte)'\t')
        {
            Unfold(start, end);
            return;
        }
        var colon = _bytes.AsSpan(start, end - start).IndexOf((byte)':');
        if (colon <= 0) return;
        var nameEnd = start + colon;
        while (nameEnd > start && IsSpace(_bytes[nameEnd - 1])) nameEnd--;
        var value = start + colon + 1;
        while (value < end && IsSpace(_bytes[value])) value++;
        while (end > value && IsSpace(_bytes[end - 1])) end--;
        _lines.Add((start, nameEnd - start, value, end - value));
    }

    /// <summary>Joins a folded line to the header before it: the line end between them becomes spaces.</summary>
    void Unfold(int start, int end)
    {
        if (_lines.Count == 0) return;
        while (end > start && IsSpace(_bytes[end - 1])) end--;
        var last = _lines[^1];
        if (end <= start) return;
        for (var i = last.Value + last.ValueLength; i < start; i++) _bytes[i] = (byte)' ';
        _lines[^1] = last with { ValueLength = end - last.Value };
    }

    static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r';

    /// <summary>Length of the lines up to and with the empty line that ends them; -1 if it is not there yet.</summary>
    public static int EndOf(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var line = bytes[at..].IndexOf((byte)'\n');
            if (line < 0) return -1;
            if (line == 0 || (line == 1 && bytes[at] == '\r')) return at + line + 1;
            at += line + 1;
        }
        return -1;
    }
}
