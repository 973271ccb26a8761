namespace Curation.Stages.Readers.Books;

/// <summary>The character set of Windows in Western Europe: Latin-1 with typographic signs in place of control characters.</summary>
internal static class Windows1252
{
    const string Signs = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    public static string GetString(ReadOnlySpan<byte> bytes) => string.Create(bytes.Length, bytes, static (chars, source) =>
    {
        for (var i = 0; i < chars.Length; i++) chars[i] = source[i] is >= 0x80 and <= 0x9F and var sign ? Signs[sign - 0x80] : (char)source[i];
    });
}
