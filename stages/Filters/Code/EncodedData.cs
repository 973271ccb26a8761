using System.Buffers;

namespace Curation.Stages.Filters.Code;

/// <summary>Runs of encoded data: at least 64 characters of base 64, or at least 8 bytes in a row as hexadecimal numbers or escapes.</summary>
internal static class EncodedData
{
    const int LeastBase64 = 64;
    const int LeastBytes = 8;

    static readonly SearchValues<char> s_base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\n\r");

    /// <summary>Characters in such runs, and those of the longest.</summary>
    public static (int Sum, int Longest) Measure(ReadOnlySpan<char> text)
    {
        var (sum, longest) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            var length = Base64(text[at..]);
            if (length < LeastBase64) length = Bytes(text[at..]);
            if (length > 0)
            {
                sum += length;
                longest = Math.Max(longest, length);
                at += length;
                continue;
            }
            // No shorter run begins inside one that was too short.
            var run = text[at..].IndexOfAnyExcept(s_base64);
            at += Math.Max(1, run < 0 ? text.Length - at : run);
        }
        return (sum, longest);
    }

    /// <summary>Length of the base-64 run at the start; 0 if it is too short or is lines of words.</summary>
    static int Base64(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExcept(s_base64);
        if (length < 0) length = text.Length;
        if (length < LeastBase64) return 0;
        var run = text[..length];
        // Words on lines of their own are no data: the longest line decides.
        var longest = 0;
        foreach (var line in run.EnumerateLines()) longest = Math.Max(longest, line.Length);
        return longest >= 60 ? length : 0;
    }

    /// <summary>Length of <c>\x4f\x4b…</c>, <c>\u004f…</c> or <c>0x4f, 0x4b, …</c> at the start; 0 if it is too short.</summary>
    static int Bytes(ReadOnlySpan<char> text)
    {
        var (at, count) = (0, 0);
        while (at < text.Length)
        {
            var start = at;
            if (text[at..].StartsWith("\\x", StringComparison.Ordinal) || text[at..].StartsWith("0x", StringComparison.OrdinalIgnoreCase) || text[at..].StartsWith("\\u", StringComparison.Ordinal)) at += 2;
            else break;
            var digits = 0;
            while (at < text.Length && digits < 8 && char.IsAsciiHexDigit(text[at])) (at, digits) = (at + 1, digits + 1);
            if (digits < 2)
            {
                at = start;
                break;
            }
            count++;
            while (at < text.Length && text[at] is ',' or ' ' or '\n' or '\r' or '\t') at++;
        }
        return count >= LeastBytes ? at : 0;
    }
}
