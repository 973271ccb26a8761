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
        if (PublicDomainLine().IsMatch(head[..Math.Min(head.Length, 1000)])) return "LicenseRef-Public-Domain";
        return text.Length > length && text[^length..].IndexOf("=head1", StringComparison.Ordinal) is >= 0 and var pod
            ? OfWords(LicenseWords.Normalize(text[^length..][pod..]), isWhole: false) : null;
    }

    /// <summary>The licence that a licence file holds; null if it is not known.</summary>
    public static string? OfFile(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, 200_000)];
        return OfTag(text[..Math.Min(text.Length, 1000)]) ?? OfTexts(LicenseWords.Normalize(text));
    }

    /// <summary>The licences whose texts a licence file holds, each once, in order.</summary>
    public static IReadOnlyList<string> AllOf(ReadOnlySpan<char> text)
    {
        var words = LicenseWords.Normalize(text);
        return AllOf(words, Openings(words));
    }

    static string? OfTexts(string words)
    {
        var openings = Openings(words);
        // Texts behind the first are of parts that others made, unless the words before it offer a choice.
        if (openings.Count > 1 && Choice().IsMatch(words[..openings[0]]) && AllOf(words, openings) is { Count: > 1 } all) return string.Join(" OR ", all.Order(StringComparer.Ordinal));
        return OfWords(openings.Count > 1 ? words[..openings[1]] : words, isWhole: true);
    }

    static List<string> AllOf(string words, List<int> openings)
    {
        var all = new List<string>();
        for (var i = 0; i < openings.Count; i++)
        {
            var text = words[(i == 0 ? 0 : openings[i])..(i + 1 < openings.Count ? openings[i + 1] : words.Length)];
            if (OfWords(text, isWhole: true) is { } license && !all.Contains(license)) all.Add(license);
        }
        return all;
    }

    /// <summary>Where the texts of licences begin.</summary>
    static List<int> Openings(string words)
    {
        var openings = new SortedSet<int>();
        foreach (var opening in LicensePhrases.Openings)
            for (var at = words.IndexOf(opening, StringComparison.Ordinal); at >= 0; at = words.IndexOf(opening, at + opening.Length, StringComparison.Ordinal)) openings.Add(at);
        return [.. openings];
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
            // A tag with other words states nothing: the notice beside it may.
            if (Expression().IsMatch(expression) && expression.Count('(') == expression.Count(')')) return LicenseNames.Current(expression);
        }
        return null;
    }

    static string? OfWords(string words, bool isWhole)
    {
        if (words.Contains("same terms as perl", StringComparison.Ordinal) || words.Contains("same terms as the perl", StringComparison.Ordinal)
            || words.Contains("terms of the perl programming language system itself", StringComparison.Ordinal)) return "Artistic-1.0-Perl OR GPL-1.0-or-later";
        if (!isWhole && IsChoiceOfApacheAndMit(words)) return "Apache-2.0 OR MIT";
        if (Phrase(LicensePhrases.All, words) is { } license)
            return !isWhole && GnuLicense.Alternative(words) is { } other ? $"{license} OR {other}" : license;
        // Words on the public domain may be about what the file builds on, but a notice of GNU's licences is about the file.
        return (!isWhole && GnuLicense.HasNotice(words) ? null : Phrase(LicensePhrases.PublicDomain, words)) ?? GnuLicense.Of(words, isWhole);
    }

    static string? Phrase((string License, string[] Phrases)[] table, string words)
    {
        foreach (var (license, phrases) in table)
            if (phrases.All(p => words.Contains(p, StringComparison.Ordinal))) return license;
        return null;
    }

    static bool IsChoiceOfApacheAndMit(string words) =>
        words.Contains("apache license", StringComparison.Ordinal) && words.Contains("mit license", StringComparison.Ordinal)
        && (words.Contains("at your option", StringComparison.Ordinal) || words.Contains("either", StringComparison.Ordinal) || words.Contains("dual", StringComparison.Ordinal));

    /// <summary>SPDX's expressions: ids with letters, joined by words, in parentheses or not.</summary>
    [GeneratedRegex(@"^[( ]*(?=[\d.]*[A-Za-z])[\w.+:-]+[) ]*(?: (?i:AND|OR|WITH) [( ]*(?=[\d.]*[A-Za-z])[\w.+:-]+[) ]*)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Expression();

    [GeneratedRegex(@"^[^\w\r\n]*public[ -]domain[^\w\r\n]*\r?$", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex PublicDomainLine();

    [GeneratedRegex(@" (?:dual licensed|dual license|at your option|your choice|either of the following|one of the following licenses|alternatively|choose) ", RegexOptions.CultureInvariant)]
    private static partial Regex Choice();

    [GeneratedRegex(@"SPDX-License-Identifier:[^\r\n]*", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
