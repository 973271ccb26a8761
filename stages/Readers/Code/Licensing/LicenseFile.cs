using System.Text.RegularExpressions;

namespace Curation.Stages.Readers.Code.Licensing;

/// <summary>What a licence file says: the repository's licence, all that it holds, and those of the files that its parts name.</summary>
/// <param name="License">Licence of what no part names, an SPDX expression.</param>
/// <param name="All">All licences in the file, joined by AND; the same as <paramref name="License"/> if there is one only or a choice.</param>
/// <param name="Parts">Licences of files by their names without folders.</param>
internal sealed partial record LicenseFile(string License, string All, IReadOnlyDictionary<string, string> Parts)
{
    /// <summary>Characters of a part before its licence that may name files.</summary>
    const int NamesLength = 1000;

    /// <summary>Reads a licence file; null if no licence in it is known.</summary>
    public static LicenseFile? Read(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, 200_000)];
        if (LicenseDetector.OfFile(text) is not { } license) return null;
        var all = LicenseDetector.AllOf(text);
        if (all.Count < 2 || license.Contains(" OR ", StringComparison.Ordinal)) return new(license, license, new Dictionary<string, string>());
        return new(license, string.Join(" AND ", all.Select(l => l.Contains(" OR ", StringComparison.Ordinal) ? $"({l})" : l)), PartsOf(text.ToString()));
    }

    /// <summary>Parts lie between lines of marks only; what names no file is the repository's.</summary>
    static Dictionary<string, string> PartsOf(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in Separators().Split(text).Skip(1))
        {
            if (LicenseDetector.OfFile(part) is not { } license) continue;
            foreach (Match name in FileNames().Matches(part[..Math.Min(part.Length, NamesLength)])) parts.TryAdd(name.Groups[1].Value, license);
        }
        return parts;
    }

    [GeneratedRegex(@"^[ \t]*[-=*_#~]{3,}[ \t]*\r?$", RegexOptions.Multiline)]
    private static partial Regex Separators();

    [GeneratedRegex(@"(?<![\w:/.-])(?:[\w.+-]+/)*([\w+-]+(?:\.[\w+-]+)*\.[A-Za-z]\w{0,4})(?=[\s,;:)'""`]|$)")]
    private static partial Regex FileNames();
}
