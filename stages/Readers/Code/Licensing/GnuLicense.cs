using System.Text.RegularExpressions;

namespace Curation.Stages.Readers.Code.Licensing;

/// <summary>
/// GNU's licences with their versions. A notice says whether later versions may be chosen; a licence's own text does not, so it is read
/// as that version only.
/// </summary>
internal static partial class GnuLicense
{
    public static string? Of(string words, bool isWhole)
    {
        if (isWhole && Whole(words) is { } whole) return whole;
        var (name, at) = Notice(words, isWhole) ?? Name(words);
        if (name is null) return null;
        var version = Version().Match(words, at) is { Success: true } behind && behind.Index - at < 500 ? behind
            : Version().Matches(words[..at]) is { Count: > 0 } before && at - before[^1].Index < 200 ? before[^1] : Match.Empty;
        var later = words.Contains("any later version", StringComparison.Ordinal) || words.Contains("or later", StringComparison.Ordinal) || words.Contains("or newer", StringComparison.Ordinal) || words.Contains("or any newer version", StringComparison.Ordinal) || words.Contains("any version", StringComparison.Ordinal);
        // Without a version any one may be chosen, as the licences say.
        if (!version.Success) return name == "AGPL" ? "AGPL-3.0-or-later" : name == "LGPL" ? "LGPL-2.0-or-later" : "GPL-1.0-or-later";
        var number = $"{version.Groups[1].Value}.{(version.Groups[2].Success ? version.Groups[2].Value : "0")}";
        return $"{name}-{number}-{(later ? "or-later" : "only")}";
    }

    static string? Whole(string words)
    {
        var head = words[..Math.Min(words.Length, 2500)];
        foreach (var (title, license) in new[]
        {
            ("gnu affero general public license version 3", "AGPL-3.0-only"), ("gnu lesser general public license version 3", "LGPL-3.0-only"), ("gnu lesser general public license version 2 1", "LGPL-2.1-only"),
            ("gnu library general public license version 2", "LGPL-2.0-only"), ("gnu general public license version 3 29 june 2007", "GPL-3.0-only"), ("gnu general public license version 2 june 1991", "GPL-2.0-only"), ("gnu free documentation license version 1 3", "GFDL-1.3-only"), ("gnu free documentation license version 1 2", "GFDL-1.2-only"),
        })
        {
            if (head.IndexOf(title, StringComparison.Ordinal) is >= 0 and < 800) return license;
        }
        return null;
    }

    /// <summary>The licence that a notice names; what else the text mentions does not count beside it.</summary>
    static (string? Name, int At)? Notice(string words, bool isWhole)
    {
        if (isWhole || words.IndexOf(" terms of the gnu ", StringComparison.Ordinal) is not (>= 0 and var start)) return null;
        var (name, at) = Name(words.Substring(start, Math.Min(70, words.Length - start)));
        return name is null ? null : (name, start + at);
    }

    static (string? Name, int At) Name(string words)
    {
        foreach (var (phrase, name) in new[]
        {
            ("affero general public license", "AGPL"), ("lesser general public license", "LGPL"), ("library general public license", "LGPL"), ("lesser gnu general public license", "LGPL"), ("gnu lesser gpl", "LGPL"), (" lgpl", "LGPL"), ("free documentation license", "GFDL"),
            ("gnu general public license", "GPL"), ("general public license", "GPL"), ("gnu public license", "GPL"), (" gnu gpl", "GPL"), (" gplv", "GPL"), ("under the gpl", "GPL"), ("terms of the gpl", "GPL"), ("license gpl", "GPL"), ("licence gpl", "GPL"),
        })
        {
            if (words.IndexOf(phrase, StringComparison.Ordinal) is >= 0 and var at) return (name, at);
        }
        return (null, -1);
    }

    [GeneratedRegex(@" (?:version |v|gplv|lgplv|gpl v|gpl |license )(?:v )?([123])(?: ([01])\b)?")]
    private static partial Regex Version();
}
