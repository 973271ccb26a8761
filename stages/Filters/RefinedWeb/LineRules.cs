using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.RegularExpressions;
using Curation.Stages.Text.Python;

namespace Curation.Stages.Filters.RefinedWeb;

/// <summary>The tests of single lines.</summary>
static partial class LineRules
{
    static readonly SearchValues<string> s_counted = SearchValues.Create(
        ["likes", "shares", "comments", "retweets", "reposts", "quotes", "bookmarks", "upvotes", "downvotes", "downloads", "views", "followers"],
        StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<string> s_phrases = SearchValues.Create(["items in cart", "read more", "sign-in"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Shares of a line's code points that are upper case, and that are digits, as Python's <c>isupper</c> and <c>isdigit</c> see them.</summary>
    public static (double Uppercase, double Numeric) Ratios(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty) return default;
        var (upper, digits, i) = (0, 0, 0);
        var units = MemoryMarshal.Cast<char, ushort>(line);
        for (; i + Vector256<ushort>.Count <= units.Length; i += Vector256<ushort>.Count)
        {
            var v = Vector256.Create(units[i..]);
            if (Vector256.GreaterThanAny(v, Vector256.Create((ushort)0x7F))) return RatiosByRune(line);
            upper += BitOperations.PopCount(Vector256.LessThan(v - Vector256.Create((ushort)'A'), Vector256.Create((ushort)26)).ExtractMostSignificantBits());
            digits += BitOperations.PopCount(Vector256.LessThan(v - Vector256.Create((ushort)'0'), Vector256.Create((ushort)10)).ExtractMostSignificantBits());
        }
        for (; i < line.Length; i++)
        {
            var c = line[i];
            if (c > '\u007F') return RatiosByRune(line);
            upper += (uint)(c - 'A') < 26 ? 1 : 0;
            digits += (uint)(c - '0') < 10 ? 1 : 0;
        }
        return ((double)upper / line.Length, (double)digits / line.Length);
    }

    /// <summary>Whether any line may be a counter.</summary>
    public static bool MayHaveCounters(ReadOnlySpan<char> text) => text.ContainsAny(s_counted);

    /// <summary>Whether any line may hold one of the phrases.</summary>
    public static bool MayHavePhrases(ReadOnlySpan<char> text) => text.ContainsAny(s_phrases);

    /// <summary>Whether the line is a counter such as <c>3.2k likes</c>.</summary>
    public static bool IsCounter(ReadOnlySpan<char> line) => line.ContainsAny(s_counted) && Counter().IsMatch(line);

    /// <summary>The line without a phrase at its place, in any case, with the blank beside it.</summary>
    public static string WithoutItemsInCart(string line) => ItemsInCart().Replace(line, "");

    /// <inheritdoc cref="WithoutItemsInCart"/>
    public static string WithoutReadMore(string line) => ReadMore().Replace(line, "");

    /// <inheritdoc cref="WithoutItemsInCart"/>
    public static string WithoutSignIn(string line) => SignIn().Replace(line, "");

    /// <summary>Code points of the lines that are not blank, without the blanks around them: the longest, and on average.</summary>
    public static (int Longest, double Mean) Lengths(ReadOnlySpan<char> text)
    {
        var (longest, sum, lines) = (0, 0L, 0);
        while (PythonText.NextLine(ref text, out var line))
        {
            var length = PythonText.Length(PythonText.Strip(line));
            if (length == 0) continue;
            longest = Math.Max(longest, length);
            sum += length;
            lines++;
        }
        return (longest, lines == 0 ? 0 : (double)sum / lines);
    }

    /// <summary><see cref="Ratios"/> for any script.</summary>
    public static (double Uppercase, double Numeric) RatiosByRune(ReadOnlySpan<char> line)
    {
        var (upper, digits, all) = (0, 0, 0);
        for (var i = 0; i < line.Length; all++)
        {
            var c = line[i];
            if (c <= '\u007F')
            {
                upper += (uint)(c - 'A') < 26 ? 1 : 0;
                digits += (uint)(c - '0') < 10 ? 1 : 0;
                i++;
                continue;
            }
            Rune.DecodeFromUtf16(line[i..], out var rune, out var units);
            i += units;
            if (IsUpper(rune)) upper++;
            else if (PythonText.IsDigit(rune)) digits++;
        }
        return all == 0 ? default : ((double)upper / all, (double)digits / all);
    }

    // Unicode's property Uppercase: the letters, Roman numerals and letters in circles and squares.
    static bool IsUpper(Rune rune) => Rune.IsUpper(rune)
        || rune.Value is (>= 0x2160 and <= 0x216F) or (>= 0x24B6 and <= 0x24CF) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);

    [GeneratedRegex(@"^\W*\d[,.\d]*[kmb]?\s+(?:likes|shares|comments|retweets|reposts|quotes|bookmarks|upvotes|downvotes|downloads|views|followers)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Counter();

    [GeneratedRegex(@"\s?items in cart", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ItemsInCart();

    // DCLM's pattern leaves the dots unescaped: any three characters follow.
    [GeneratedRegex(@"\s?read more...$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReadMore();

    [GeneratedRegex(@"^sign-in\s?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SignIn();
}
