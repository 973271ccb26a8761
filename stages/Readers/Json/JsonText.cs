using System.Buffers;
using System.Globalization;
using System.Text;

namespace Curation.Stages.Readers.Json;

/// <summary>The text of a JSON string.</summary>
internal static class JsonText
{
    /// <summary>Text of a string's bytes; null if an escape makes half a surrogate pair, which is no text.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes, bool isEscaped)
    {
        if (!isEscaped) return Encoding.UTF8.GetString(bytes);
        var target = ArrayPool<byte>.Shared.Rent(bytes.Length);
        var length = Unescape(bytes, target);
        var text = length < 0 ? null : Encoding.UTF8.GetString(target, 0, length);
        ArrayPool<byte>.Shared.Return(target);
        return text;
    }

    /// <summary>A member's name without escapes; as it stands if that is no text.</summary>
    public static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> json, JsonValue name)
    {
        if (!name.IsEscaped) return name.In(json);
        var plain = new byte[name.Length];
        var length = Unescape(name.In(json), plain);
        return length < 0 ? name.In(json) : plain.AsSpan(0, length);
    }

    /// <summary>Writes a string's bytes without escapes; the target is at least as long, for an escape is longer than what it stands for.</summary>
    /// <returns>Bytes written, -1 if an escape makes half a surrogate pair.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> target)
    {
        var written = 0;
        while (true)
        {
            var run = escaped.IndexOf((byte)'\\');
            if (run < 0)
            {
                escaped.CopyTo(target[written..]);
                return written + escaped.Length;
            }
            escaped[..run].CopyTo(target[written..]);
            written += run;
            var c = escaped[run + 1];
            escaped = escaped[(run + 2)..];
            if (c == 'u')
            {
                if (!Unicode(ref escaped, out var rune)) return -1;
                written += rune.EncodeToUtf8(target[written..]);
                continue;
            }
            target[written++] = c switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                _ => c,
            };
        }
    }

    static bool Unicode(ref ReadOnlySpan<byte> escaped, out Rune rune)
    {
        var unit = Unit(escaped);
        escaped = escaped[4..];
        if (Rune.TryCreate(unit, out rune)) return true;
        if (!escaped.StartsWith(@"\u"u8) || !Rune.TryCreate(unit, Unit(escaped[2..]), out rune)) return false;
        escaped = escaped[6..];
        return true;
    }

    static char Unit(ReadOnlySpan<byte> digits) => (char)ushort.Parse(digits[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
