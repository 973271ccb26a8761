using System.Globalization;
using System.Text;

namespace Curation.Stages.Markup.Html;

/// <summary>
/// The character references of the HTML standard: 2,231 names, of which 106 need no semicolon, and numbers, those of the C1 range read as
/// windows-1252.
/// </summary>
static class CharacterReferences
{
    const int LongestName = 32;
    const int LongestBareName = 6;
    const string C1 = "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    static readonly Dictionary<string, string> s_named = Read();
    static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_named.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Number of names.</summary>
    public static int Count => s_named.Count;

    /// <summary>
    /// Reads the reference at the start of <paramref name="text"/>, which is an ampersand. Writes at most two UTF-16 units to
    /// <paramref name="target"/> (a name or a number beyond the first plane). Nothing is read where there is no reference.
    /// </summary>
    /// <param name="text">From the ampersand on.</param>
    /// <param name="target">Room for at least 2 units.</param>
    /// <param name="inAttribute">In attributes a name without semicolon counts only before what cannot go on with it, for the sake of URLs.</param>
    /// <param name="written">Units written.</param>
    /// <returns>Bytes read; 0 if the ampersand is one.</returns>
    public static int Read(ReadOnlySpan<byte> text, Span<char> target, bool inAttribute, out int written)
    {
        written = 0;
        if (text.Length < 3) return 0;
        return text[1] == (byte)'#' ? ReadNumber(text, target, out written) : ReadName(text, target, inAttribute, out written);
    }

    static int ReadName(ReadOnlySpan<byte> text, Span<char> target, bool inAttribute, out int written)
    {
        written = 0;
        Span<char> name = stackalloc char[LongestName];
        var length = 0;
        while (length < LongestName - 1 && length + 1 < text.Length && char.IsAsciiLetterOrDigit((char)text[length + 1]))
        {
            name[length] = (char)text[length + 1];
            length++;
        }
        if (length + 1 < text.Length && text[length + 1] == (byte)';')
        {
            name[length] = ';';
            if (s_lookup.TryGetValue(name[..(length + 1)], out var whole)) return Write(whole, target, length + 2, out written);
        }
        for (var bare = Math.Min(length, LongestBareName); bare > 1; bare--)
        {
            if (!s_lookup.TryGetValue(name[..bare], out var value)) continue;
            if (inAttribute && bare + 1 < text.Length && (text[bare + 1] == (byte)'=' || char.IsAsciiLetterOrDigit((char)text[bare + 1]))) return 0;
            return Write(value, target, bare + 1, out written);
        }
        return 0;
    }

    static int ReadNumber(ReadOnlySpan<byte> text, Span<char> target, out int written)
    {
        written = 0;
        var hexadecimal = (text[2] | 0x20) == 'x';
        var first = hexadecimal ? 3 : 2;
        var at = first;
        var number = 0;
        for (; at < text.Length; at++)
        {
            var digit = Digit(text[at]);
            if (digit >= (hexadecimal ? 16 : 10)) break;
            // Digits without end stay out of range.
            number = Math.Min((number * (hexadecimal ? 16 : 10)) + digit, 0x110000);
        }
        if (at == first) return 0;
        if (at < text.Length && text[at] == (byte)';') at++;
        if (number is >= 0x80 and <= 0x9F) number = C1[number - 0x80];
        if (number == 0 || !Rune.TryCreate(number, out var rune)) rune = Rune.ReplacementChar;
        written = rune.EncodeToUtf16(target);
        return at;
    }

    static int Digit(byte b) => char.IsAsciiDigit((char)b) ? b - '0' : char.IsAsciiHexDigit((char)b) ? (b | 0x20) - 'a' + 10 : int.MaxValue;

    static int Write(string value, Span<char> target, int read, out int written)
    {
        value.CopyTo(target);
        written = value.Length;
        return read;
    }

    static Dictionary<string, string> Read()
    {
        using var stream = typeof(CharacterReferences).Assembly.GetManifestResourceStream("Curation.Stages.Markup.Html.CharacterReferences.txt")!;
        using var reader = new StreamReader(stream);
        var named = new Dictionary<string, string>(2300, StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            named.Add(parts[0], string.Concat(parts.Skip(1).Select(p => char.ConvertFromUtf32(int.Parse(p, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))));
        }
        return named;
    }
}
