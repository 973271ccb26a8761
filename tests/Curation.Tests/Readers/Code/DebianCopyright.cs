using System.Text.RegularExpressions;

namespace Curation.Tests.Readers.Code;

/// <summary>The machine-readable copyright file of a Debian package: which licence its files have.</summary>
sealed partial class DebianCopyright(List<(Regex[] Files, string License)> rules)
{
    public static DebianCopyright Read(string path)
    {
        var rules = new List<(Regex[], string)>();
        foreach (var paragraph in Blank().Split(File.ReadAllText(path)))
        {
            var files = Field(paragraph, "Files");
            var license = Field(paragraph, "License");
            if (files is null || license is null) continue;
            rules.Add(([.. Spaces().Split(files.Trim()).Select(g => FileLabels.Glob(g))], license.Split('\n')[0].Trim()));
        }
        return new(rules);
    }

    /// <summary>The licence of the last paragraph that fits, by Debian's short name. The paragraph for all files yields to the notice of GNU's licences in the file, which is of fixed wording.</summary>
    public string? LicenseOf(string path, string text)
    {
        var (files, license) = rules.LastOrDefault(r => r.Files.Any(f => f.IsMatch(path)));
        if (files is null || !files.Any(f => f.IsMatch("any"))) return license;
        var words = NoWords().Replace(text[..Math.Min(text.Length, 3000)], " ");
        return GnuNotice().Match(words) is { Success: true } notice ? $"{(notice.Groups[1].Success ? "LGPL" : "GPL")}-{notice.Groups[2].Value}+" : license;
    }

    /// <summary>Whether an SPDX id is what Debian's short name says. Where Debian names a choice or an exception, one of its licences fits.</summary>
    public static bool Fits(string debian, string? spdx)
    {
        if (spdx is null) return false;
        var found = spdx.Replace("-or-later", "+", StringComparison.Ordinal).Replace("-only", "", StringComparison.Ordinal);
        foreach (var choice in Choice().Split(debian.Replace(",", "", StringComparison.Ordinal).Replace('_', ' ')))
        {
            var name = Exception().Replace(choice, "").Trim() switch
            {
                "Expat" or "MIT/X" or "DualExpatPD" => "MIT",
                "Artistic or GPL-1+" or "Artistic" or "Perl" => "Artistic-1.0-Perl",
                "BSD-3-clause" => "BSD-3-Clause",
                "BSD-2-clause" => "BSD-2-Clause",
                "BSD" when found.StartsWith("BSD-", StringComparison.Ordinal) => found,
                "zlib/libpng" => "Zlib",
                "CC0" => "CC0-1.0",
                "public-domain" or "PublicDomain" => "LicenseRef-Public-Domain",
                var other => other,
            };
            if (found.Split(" OR ").Any(f => Same(f.Trim('(', ')', ' '), name))) return true;
        }
        return false;
    }

    /// <summary>The same licence and version; a licence's own text does not say whether later versions may be chosen.</summary>
    static bool Same(string found, string name) =>
        found.TrimEnd('+').Replace(".0", "", StringComparison.Ordinal).Equals(name.TrimEnd('+').Replace(".0", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    static string? Field(string paragraph, string name) => Regex.Match(paragraph, $@"^{name}:[ \t]*((?:.*)(?:\n[ \t]+.*)*)", RegexOptions.Multiline) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"\n[ \t]*\n")]
    private static partial Regex Blank();

    [GeneratedRegex(@"terms of the GNU ((?:Lesser|Library) )?General Public License as published by the Free Software Foundation either version (\d(?:\.\d)?) (?:of the License )?or at your option any later version", RegexOptions.IgnoreCase)]
    private static partial Regex GnuNotice();

    [GeneratedRegex(@"(?:[^\w.]|\.(?!\d)|\bdnl\b)+")]
    private static partial Regex NoWords();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@" (?:or|and) ")]
    private static partial Regex Choice();

    [GeneratedRegex(@" with .*$")]
    private static partial Regex Exception();
}
