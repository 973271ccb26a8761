using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Curation.Encoders.Tokens;

/// <summary>
/// SentencePiece's table of characters and what they become: the length of a trie (4 bytes, little endian), the trie as a double array
/// (Yata et al. 2007: offset, leaf flag and label in a 32-bit unit), and texts that end in a zero byte. Applied as Hugging Face's library does:
/// a grapheme of fewer than 6 bytes by its shortest prefix in the table, else character by character.
/// </summary>
sealed class CharacterMap
{
    const int MaxGrapheme = 6;

    readonly uint[] _units;
    readonly byte[] _texts;
    /// <summary>What ASCII becomes; null where it stays.</summary>
    readonly string?[] _ascii = new string?[128];

    CharacterMap(uint[] units, byte[] texts)
    {
        (_units, _texts) = (units, texts);
        for (var c = 1; c < 128; c++) _ascii[c] = Find([(byte)c]);
    }

    /// <exception cref="InvalidDataException">It is no such table.</exception>
    public static CharacterMap Read(string base64)
    {
        var bytes = Convert.FromBase64String(base64);
        var size = bytes.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (size == 0 || size % 4 != 0 || size > bytes.Length - 4) throw new InvalidDataException($"a precompiled_charsmap of {bytes.Length} bytes with a trie of {size}");
        var units = new uint[size / 4];
        for (var i = 0; i < units.Length; i++) units[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4 + 4 * i));
        return new(units, bytes[(int)(4 + size)..]);
    }

    /// <summary>The text with its characters replaced.</summary>
    public string Apply(string text)
    {
        var result = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[MaxGrapheme];
        for (var at = 0; at < text.Length;)
        {
            if (text[at] < 128 && text[at] != '\r' && (at + 1 == text.Length || text[at + 1] < 128))
            {
                _ = _ascii[text[at]] is { } mapped ? result.Append(mapped) : result.Append(text[at]);
                at++;
                continue;
            }
            var grapheme = text.AsSpan(at, StringInfo.GetNextTextElementLength(text.AsSpan(at)));
            at += grapheme.Length;
            if (Encoding.UTF8.TryGetBytes(grapheme, bytes, out var length) && length < MaxGrapheme && Find(bytes[..length]) is { } whole)
            {
                result.Append(whole);
                continue;
            }
            foreach (var rune in grapheme.EnumerateRunes())
            {
                if (Find(bytes[..rune.EncodeToUtf8(bytes)]) is { } one) result.Append(one);
                else result.Append(rune.ToString());
            }
        }
        return result.ToString();
    }

    /// <summary>What the shortest prefix in the table becomes; null if none is.</summary>
    string? Find(ReadOnlySpan<byte> key)
    {
        var node = Offset(_units[0]);
        foreach (var b in key)
        {
            node ^= b;
            if (node >= _units.Length || (_units[node] & 0x800000FF) != b) return null;
            var unit = _units[node];
            node ^= Offset(unit);
            if ((unit >> 8 & 1) == 1) return node < _units.Length ? TextAt(_units[node] & 0x7FFFFFFF) : null;
        }
        return null;
    }

    string? TextAt(uint start)
    {
        if (start >= _texts.Length) return null;
        var text = _texts.AsSpan((int)start);
        return Encoding.UTF8.GetString(text.IndexOf((byte)0) is var end and >= 0 ? text[..end] : text);
    }

    static uint Offset(uint unit) => unit >> 10 << (int)((unit & 0x200) >> 6);
}
