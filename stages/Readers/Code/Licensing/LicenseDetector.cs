using System.Text.RegularExpressions;

namespace Curation.Stages.Readers.Code.Licensing;

/// <summary>
/// Licences by SPDX id: of a file's header by its tag <c>SPDX-License-Identifier</c> or by the phrases that only one licence has, and of
/// licence files by the same phrases.
/// </summary>
internal static partial class LicenseDetector
{
    /// <summary>Characters at a file's start that may hold its licence.</summary>
    const int HeaderLength = 6000;

    /// <summary>The licence that a source file's head states, an SPDX expression; null if it states none.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="length">Characters from its start, and as many from its end, that may state one: Perl's documentation stands last.</param>
    public static string? OfHeader(ReadOnlySpan<char> text, int length = HeaderLength)
    {
        var head = text[..Math.Min(text.Length, length)];
        if ((OfTag(head) ?? OfWords(LicenseWords.Normalize(head), isWhole: false)) is { } license) return license;
        return text.Length > length && text[^length..].IndexOf("=head1", StringComparison.Ordinal) is >= 0 and var pod
            ? OfWords(LicenseWords.Normalize(text[^length..][pod..]), isWhole: false) : null;
    }

    /// <summary>The licence that a licence file holds; null if it is not known.</summary>
    public static string? OfFile(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, 200_000)];
        return OfTag(text[..Math.Min(text.Length, 1000)]) ?? OfWords(FirstOf(LicenseWords.Normalize(text)), isWhole: true);
    }

    /// <summary>A licence file's words up to the second licence: the first is the repository's, those behind are of parts that others made.</summary>
    static string FirstOf(string words)
    {
        var second = words.Length;
        var first = words.Length;
        foreach (var opening in LicensePhrases.Openings)
        {
            for (var at = words.IndexOf(opening, StringComparison.Ordinal); at >= 0; at = words.IndexOf(opening, at + opening.Length, StringComparison.Ordinal))
            {
                if (at < first) (first, second) = (at, first);
                else second = Math.Min(second, at);
            }
        }
        return words[..second];
    }

    static string? OfTag(ReadOnlySpan<char> text)
    {
        foreach (var match in Tag().EnumerateMatches(text))
        {
            var value = text.Slice(match.Index, match.Length);
            value = value[(value.IndexOf(':') + 1)..].Trim();
            foreach (var end in (string[])["*/", "-->", "#}", "\"", "'"])
                if (value.IndexOf(end, StringComparison.Ordinal) is > 0 and var at) value = value[..at];
            var expression = value.Trim().TrimEnd(".;").ToString();
            if (expression.Length > 0) return LicenseNames.Current(expression);
        }
        return null;
    }

    static string? OfWords(string words, bool isWhole)
    {
        if (words.Contains("same terms as perl", StringComparison.Ordinal) || words.Contains("same terms as the perl", StringComparison.Ordinal)
            || words.Contains("terms of the perl programming language system itself", StringComparison.Ordinal)) return "Artistic-1.0-Perl OR GPL-1.0-or-later";
        if (!isWhole && IsChoiceOfApacheAndMit(words)) return "Apache-2.0 OR MIT";
        foreach (var (license, phrases) in LicensePhrases.All)
            if (phrases.All(p => words.Contains(p, StringComparison.Ordinal))) return license;
        return GnuLicense.Of(words, isWhole);
    }

    static bool IsChoiceOfApacheAndMit(string words) =>
        words.Contains("apache license", StringComparison.Ordinal) && words.Contains("mit license", StringComparison.Ordinal)
        && (words.Contains("at your option", StringComparison.Ordinal) || words.Contains("either", StringComparison.Ordinal) || words.Contains("dual", StringComparison.Ordinal));

    [GeneratedRegex(@"SPDX-License-Identifier:[^\r\n]*", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
