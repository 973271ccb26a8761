using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Curation.Stages.Readers.Xml;

/// <summary>Text and attribute values of XML as strings.</summary>
internal static class XmlText
{
    /// <summary>The text with its entities replaced; null if it is no UTF-8 or has an entity that XML does not define.</summary>
    public static string? Decode(ReadOnlySpan<byte> raw)
    {
        if (raw.IsEmpty) return "";
        var first = raw.IndexOf((byte)'&');
        if (first < 0) return Utf8.IsValid(raw) ? Encoding.UTF8.GetString(raw) : null;
        var buffer = ArrayPool<char>.Shared.Rent(raw.Length);
        try
        {
            var length = 0;
            while (true)
            {
                var plain = first < 0 ? raw : raw[..first];
                if (Utf8.ToUtf16(plain, buffer.AsSpan(length), out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done) return null;
                length += written;
                if (first < 0) return new string(buffer, 0, length);
                raw = raw[first..];
                var used = Entity(raw, buffer.AsSpan(length), out written);
                if (used == 0) return null;
                length += written;
                raw = raw[used..];
                first = raw.IndexOf((byte)'&');
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>The value of an attribute as written; false if there is none.</summary>
    /// <param name="attributes">All attributes of a tag.</param>
    /// <param name="name">Name of the wanted one.</param>
    /// <param name="value">Its value, entities not replaced.</param>
    public static bool TryAttribute(ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var rest = attributes;
        while (NextAttribute(ref rest, out var key, out value))
            if (key.SequenceEqual(name)) return true;
        return false;
    }

    /// <summary>The next attribute; false at the end or where the tag is malformed (what is left is then not white).</summary>
    public static bool NextAttribute(scoped ref ReadOnlySpan<byte> attributes, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        attributes = attributes.TrimStart(" \t\r\n"u8);
        var equals = attributes.IndexOf((byte)'=');
        if (equals <= 0) return false;
        var tail = attributes[(equals + 1)..].TrimStart(" \t\r\n"u8);
        if (tail.IsEmpty || tail[0] is not ((byte)'"' or (byte)'\'')) return false;
        var close = tail[1..].IndexOf(tail[0]);
        if (close < 0) return false;
        name = attributes[..equals].TrimEnd(" \t\r\n"u8);
        value = tail.Slice(1, close);
        attributes = tail[(close + 2)..];
        return true;
    }

    static int Entity(ReadOnlySpan<byte> at, Span<char> target, out int written)
    {
        // Those that HTML in XML is full of.
        written = 1;
        if (at.StartsWith("&lt;"u8)) return Write('<', 4, target);
        if (at.StartsWith("&gt;"u8)) return Write('>', 4, target);
        if (at.StartsWith("&#xA;"u8)) return Write('\n', 5, target);
        written = 0;
        var end = at[..Math.Min(at.Length, 12)].IndexOf((byte)';');
        if (end < 0) return 0;
        var name = at[1..end];
        if (name is [(byte)'#', ..])
        {
            if (!TryNumber(name[1..], out var rune)) return 0;
            written = rune.EncodeToUtf16(target);
            return end + 1;
        }
        var value = name.SequenceEqual("amp"u8) ? '&' : name.SequenceEqual("quot"u8) ? '"' : name.SequenceEqual("apos"u8) ? '\'' : '\0';
        if (value == '\0') return 0;
        written = 1;
        return Write(value, end + 1, target);
    }

    static int Write(char value, int used, Span<char> target)
    {
        target[0] = value;
        return used;
    }

    static bool TryNumber(ReadOnlySpan<byte> digits, out Rune rune)
    {
        rune = default;
        var isHex = digits is [(byte)'x', ..];
        return int.TryParse(isHex ? digits[1..] : digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && Rune.TryCreate(value, out rune);
    }
}
