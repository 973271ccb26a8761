using System.Text.RegularExpressions;

namespace Curation.Tests.Readers.Code;

/// <summary>Labels of single files that people read (files.tsv): where a folder holds files of other languages, or a file's own notice says otherwise than the package's copyright file.</summary>
sealed class FileLabels(List<(string Package, Regex Path, string Language, string License)> rules)
{
    public static FileLabels Read(string path) =>
        new([.. File.ReadLines(path).Select(l => l.Split('\t')).Select(l => (l[0], Glob(l[1]), l[2], l[3]))]);

    /// <summary>The language: the folder's if no label says otherwise, null if the file has none to judge.</summary>
    public string? LanguageOf(string package, string path, string folder) =>
        rules.LastOrDefault(r => r.Language != "=" && Fits(r.Package, r.Path, package, path)).Language is not { } language ? folder : language == "-" ? null : language;

    /// <summary>The language of the interpreter that a script's first line names; null if it names none.</summary>
    public static string? InterpreterOf(string text)
    {
        if (!text.StartsWith("#!", StringComparison.Ordinal)) return null;
        var line = text[2..Math.Max(2, text.IndexOf('\n', StringComparison.Ordinal))];
        return Regex.Match(line, @"\b(bash|dash|ksh|sh|perl|python|ruby|awk|gawk|node|tclsh|php)\b").Value switch
        {
            "bash" or "dash" or "ksh" or "sh" => "Shell",
            "perl" => "Perl",
            "python" => "Python",
            "ruby" => "Ruby",
            "awk" or "gawk" => "AWK",
            "node" => "JavaScript",
            "tclsh" => "Tcl",
            "php" => "PHP",
            _ => null,
        };
    }

    /// <summary>The licence that the file's own notice or the nearest licence file states; null if no label says so.</summary>
    public string? LicenseOf(string package, string path) => rules.LastOrDefault(r => r.License != "=" && Fits(r.Package, r.Path, package, path)).License;

    /// <summary>A glob whose stars pass folders, as those of Debian's copyright files.</summary>
    public static Regex Glob(string glob) =>
        new("^" + Regex.Escape(glob).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$");

    static bool Fits(string ruled, Regex glob, string package, string path) => (ruled == "*" || ruled == package) && glob.IsMatch(path);
}
