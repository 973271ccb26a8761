using System.Text.RegularExpressions;

namespace Curation.Tests.Readers.Code;

/// <summary>The machine-readable copyright file of a Debian package: which licence its files have.</summary>
sealed partial class DebianCopyright(List<(Regex[] Files, string License)> rules)
{
    public static DebianCopyright Read(string path)
    {
        var rules = new List<(Regex[], string)>();
        var text = File.ReadAllText(path);
        foreach (var paragraph in Blank().Split(text))
        {
            var files = Field(paragraph, "Files");
            var license = Field(paragraph, "License");
            if (files is null || license is null) continue;
            rules.Add(([.. Spaces().Split(files.Trim()).Select(g => FileLabels.Glob(g))], Named(license.Split('\n')[0].Trim(), text)));
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

    /// <summary>Whether a short name is of Debian's list or SPDX's; others are of one package only and say nothing.</summary>
    public static bool IsPublic(string debian) => Public().IsMatch(debian);

    /// <summary>Some packages call the plain text X11: it lacks that licence's last sentence.</summary>
    static string Named(string license, string text) =>
        license == "X11" && !Spaces().Replace(text, " ").Contains("Except as contained in this notice", StringComparison.OrdinalIgnoreCase) ? "Expat" : license;

    /// <summary>Whether an SPDX id is what Debian's short name says. Where Debian names a choice or an exception, one of its licences fits.</summary>
    public static bool Fits(string debian, string? spdx)
    {
        if (spdx is null) return false;
        var found = With().Replace(spdx, "").Replace("-or-later", "+", StringComparison.Ordinal).Replace("-only", "", StringComparison.Ordinal);
        foreach (var choice in Choice().Split(debian.Replace(",", "", StringComparison.Ordinal).Replace('_', ' ')))
        {
            var name = Exception().Replace(choice, "").Trim() switch
            {
                "Expat" or "expat" or "MIT/X" or "DualExpatPD" => "MIT",
                "Artistic or GPL-1+" or "Artistic" or "Perl" => "Artistic-1.0-Perl",
                var bsd when Bsd().Match(bsd) is { Success: true } clauses => $"BSD-{clauses.Groups[1].Value}-Clause",
                "BSD" or "BSD-variant" or "BSD-style" when found.StartsWith("BSD-", StringComparison.Ordinal) => found,
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
        (name.StartsWith("BSD-", StringComparison.Ordinal) && found.StartsWith(name + "-", StringComparison.Ordinal)) || found.TrimEnd('+').Replace(".0", "", StringComparison.Ordinal).Equals(name.TrimEnd('+').Replace(".0", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    static string? Field(string paragraph, string name) => Regex.Match(paragraph, $@"^{name}:[ \t]*((?:.*)(?:\n[ \t]+.*)*)", RegexOptions.Multiline) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"\n[ \t]*\n")]
    private static partial Regex Blank();

    [GeneratedRegex(@"terms of the GNU ((?:Lesser|Library) )?General Public License as published by the Free Software Foundation either version (\d(?:\.\d)?) (?:of the License )?or at your option any later version", RegexOptions.IgnoreCase)]
    private static partial Regex GnuNotice();

    [GeneratedRegex(@"^BSD-?C?([234])(?!\.)")]
    private static partial Regex Bsd();

    [GeneratedRegex(@"(?:[^\w.]|\.(?!\d)|\bdnl\b)+")]
    private static partial Regex NoWords();

    [GeneratedRegex(@"^(?:L?GPL|AGPL|GFDL|Apache|MPL|EPL|CDDL|BSL|Boost|Artistic|Perl|BSD|MIT|Expat|X11|ISC|Zlib|zlib|CC0|CC-|Unlicense|WTFPL|PSF|Python|public.domain|PublicDomain|Dual|Ruby|Vim|NCSA|curl|HPND|FSF|TCL|PostgreSQL|OFL|0BSD|OpenLDAP|OLDAP|NTP|Unicode|W3C)", RegexOptions.IgnoreCase)]
    private static partial Regex Public();

    [GeneratedRegex(@" WITH [\w.-]+")]
    private static partial Regex With();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@" (?:or|and) ")]
    private static partial Regex Choice();

    [GeneratedRegex(@" with .*$")]
    private static partial Regex Exception();
}
