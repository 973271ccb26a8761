using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Curation.Stages.Filters.C4;

namespace Curation.Stages.Filters.RefinedWeb;

/// <summary>The tests of single lines.</summary>
static partial class LineRules
{
    static readonly SearchValues<string> s_counted = SearchValues.Create(
        ["likes", "shares", "comments", "retweets", "reposts", "quotes", "bookmarks", "upvotes", "downvotes", "downloads", "views", "followers"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Share of code points that are upper case.</summary>
    public static double UppercaseRatio(ReadOnlySpan<char> line) => Ratio(line, static rune =>
        Rune.IsUpper(rune) || rune.Value is (>= 0x2160 and <= 0x216F) or (>= 0x24B6 and <= 0x24CF) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189));

    /// <summary>Share of code points that are digits.</summary>
    public static double NumericRatio(ReadOnlySpan<char> line) => Ratio(line, PyText.IsDigit);

    /// <summary>Whether the line is a counter such as <c>3.2k likes</c>.</summary>
    public static bool IsCounter(ReadOnlySpan<char> line) => line.ContainsAny(s_counted) && Counter().IsMatch(line);

    /// <summary>The line without a phrase at its place, in any case, with the blank beside it.</summary>
    public static string WithoutItemsInCart(string line) => ItemsInCart().Replace(line, "");

    /// <inheritdoc cref="WithoutItemsInCart"/>
    public static string WithoutReadMore(string line) => ReadMore().Replace(line, "");

    /// <inheritdoc cref="WithoutItemsInCart"/>
    public static string WithoutSignIn(string line) => SignIn().Replace(line, "");

    /// <summary>Words as fastText splits them (at ASCII blanks) that begin with a letter or a digit.</summary>
    public static int CountWords(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var i = 0; i < text.Length;)
        {
            while (i < text.Length && IsBlank(text[i])) i++;
            if (i < text.Length && IsWordStart(text[i..])) count++;
            while (i < text.Length && !IsBlank(text[i])) i++;
        }
        return count;
    }

    /// <summary>Code points of the lines that are not blank, without the blanks around them: the longest, and on average.</summary>
    public static (int Longest, double Mean) Lengths(ReadOnlySpan<char> text)
    {
        var (longest, sum, lines) = (0, 0L, 0);
        while (PyText.NextLine(ref text, out var line))
        {
            var length = PyText.Length(PyText.Strip(line));
            if (length == 0) continue;
            longest = Math.Max(longest, length);
            sum += length;
            lines++;
        }
        return (longest, lines == 0 ? 0 : (double)sum / lines);
    }

    static bool IsWordStart(ReadOnlySpan<char> text)
    {
        if (char.IsAscii(text[0])) return char.IsAsciiLetterOrDigit(text[0]);
        Rune.DecodeFromUtf16(text, out var rune, out _);
        return Rune.IsLetter(rune) || Rune.IsNumber(rune);
    }

    static bool IsBlank(char c) => c is ' ' or '\n' or '\r' or '\t' or '\v' or '\f' or '\0';

    static double Ratio(ReadOnlySpan<char> line, Func<Rune, bool> test)
    {
        var (hits, all) = (0, 0);
        foreach (var rune in line.EnumerateRunes())
        {
            all++;
            if (test(rune)) hits++;
        }
        return all == 0 ? 0 : (double)hits / all;
    }

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
