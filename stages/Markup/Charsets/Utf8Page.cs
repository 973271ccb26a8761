using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Curation.Stages.Markup.Charsets;

/// <summary>
/// A page as UTF-8, whatever it was written in: by its byte order mark, then the protocol's header, then a <c>meta</c> element or XML
/// declaration, then detection. Valid UTF-8 beyond ASCII is taken as such even if another encoding is declared: servers and templates often
/// declare what the page is not, and such sequences hardly ever come about by chance.
/// </summary>
static class Utf8Page
{
    const int Chunk = 1 << 15;

    /// <summary>The page in UTF-8, without byte order mark; invalid sequences are U+FFFD. The page's own bytes, if they are valid.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> page, string? declared)
    {
        if (page.StartsWith("\uFEFF"u8)) return Valid(page[3..]);
        if (page.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Transcode(page[2..], Encoding.BigEndianUnicode);
        if (page.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Transcode(page[2..], Encoding.Unicode);
        if (IsUtf16(page) is { } utf16) return Transcode(page, utf16);
        if (Utf8.IsValid(page))
        {
            return page.IndexOf((byte)0x1B) >= 0 && (CharsetLabels.Find(declared) ?? DeclaredCharset.Find(page) ?? CharsetDetector.Detect(page)) is { CodePage: 50220 or 50221 or 50222 } escaped
                ? Transcode(page, escaped)
                : page;
        }
        return Transcode(page, Choose(page, declared));
    }

    /// <summary>The encoding of a page that is not valid UTF-8.</summary>
    public static Encoding Choose(ReadOnlySpan<byte> page, string? declared)
    {
        var encoding = CharsetLabels.Find(declared) ?? DeclaredCharset.Find(page);
        if (encoding is null) return IsMostlyUtf8(page) ? Encoding.UTF8 : CharsetDetector.Detect(page);
        return encoding is UTF8Encoding && !IsMostlyUtf8(page) ? CharsetDetector.Detect(page) : encoding;
    }

    /// <summary>UTF-16 without a mark shows in every other byte of the markup being zero.</summary>
    static Encoding? IsUtf16(ReadOnlySpan<byte> page)
    {
        if (page.Length < 4) return null;
        if (page[0] == (byte)'<' && page[1] == 0 && page[3] == 0) return Encoding.Unicode;
        return page[0] == 0 && page[1] == (byte)'<' && page[2] == 0 ? Encoding.BigEndianUnicode : null;
    }

    /// <summary>Whether most sequences beyond ASCII are valid: a damaged UTF-8 page, not one of another encoding.</summary>
    static bool IsMostlyUtf8(ReadOnlySpan<byte> page)
    {
        var (valid, invalid) = (0, 0);
        while (page.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var at)
        {
            page = page[at..];
            if (Rune.DecodeFromUtf8(page, out _, out var length) == OperationStatus.Done) valid++;
            else invalid++;
            page = page[length..];
        }
        return valid > invalid;
    }

    static ReadOnlySpan<byte> Valid(ReadOnlySpan<byte> page) => Utf8.IsValid(page) ? page : Transcode(page, Encoding.UTF8);

    static byte[] Transcode(ReadOnlySpan<byte> page, Encoding encoding)
    {
        var target = new ArrayBufferWriter<byte>(page.Length + (page.Length / 2) + 16);
        var (decoder, encoder) = (encoding.GetDecoder(), Encoding.UTF8.GetEncoder());
        var chars = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(Chunk));
        do
        {
            var chunk = page[..Math.Min(page.Length, Chunk)];
            page = page[chunk.Length..];
            var count = decoder.GetChars(chunk, chars, flush: page.IsEmpty);
            encoder.Convert(chars.AsSpan(0, count), target, flush: page.IsEmpty, out _, out _);
        }
        while (!page.IsEmpty);
        ArrayPool<char>.Shared.Return(chars);
        return target.WrittenSpan.ToArray();
    }
}
