using System.Text.RegularExpressions;
using Curation.Core.Contracts;
using Curation.Stages.Readers.Code;

namespace Curation.Tests.Readers.Code;

/// <summary>
/// Accuracy on files of Debian packages (infra/setup/code-sources.sh): the language is that of the package, the licence that of its
/// debian/copyright. CURATE_CODE_SOURCES names the folder.
/// </summary>
[Trait("Tier", "all")]
public sealed partial class LabelledFilesTests
{
    /// <summary>Files that are not in the language of the package they lie in, whatever they are called.</summary>
    static readonly string[] s_otherFiles = ["README", "Makefile", "CMakeLists", "Kbuild", "LICENSE", "COPYING", "CHANGE", "dune", "opam", "index.theme", "METADATA", "RECORD", "INSTALLER", "WHEEL", "entry_points", "top_level", "PKG-INFO", "requires", "dependency_links", "zip-safe", "direct_url"];

    [Fact]
    public void Read_DebianSources_HaveLanguageAndLicence()
    {
        var root = Environment.GetEnvironmentVariable("CURATE_CODE_SOURCES") ?? "";
        Assert.SkipUnless(File.Exists(Path.Combine(root, "labels.tsv")), "needs labelled sources (infra/setup/code-sources.sh FOLDER, CURATE_CODE_SOURCES=FOLDER)");
        var reader = new CodeReader(new() { Vendored = true, Generated = true, Minified = true, MaxFileBytes = 16 << 20 });
        var (languages, rightLanguages, licenses, rightLicenses) = (0, 0, 0, 0);
        var wrong = new List<string>();
        var seen = new HashSet<string>();
        foreach (var label in File.ReadLines(Path.Combine(root, "labels.tsv")).Select(l => l.Split('\t')).Where(l => File.Exists(Path.Combine(root, l[1], ".complete"))))
        {
            var copyright = DebianCopyright.Read(Path.Combine(root, label[1], "debian", "copyright"));
            foreach (var name in label[2].Split(' ').SelectMany(f => Files(root, label[1], f)))
            {
                if (s_otherFiles.Any(o => Path.GetFileName(name).StartsWith(o, StringComparison.Ordinal)) || name.Contains("/debian/", StringComparison.Ordinal) || name.Contains("/doc/", StringComparison.Ordinal) || CodeArchive.KindOf(Input(root, name)) != ArchiveKind.None) continue;
                var item = Assert.Single(reader.All(Input(root, name)));
                var text = item is ReadItem.Found { Document: var document } ? document : null;
                if (text is null || IsDataOrProse(text.Metadata["code_language"], label[0])) continue;
                if (label[0] != "-")
                {
                    seen.Add(label[0]);
                    languages++;
                    if (text.Metadata["code_language"] == label[0]) rightLanguages++;
                    else wrong.Add($"{name}: {label[0]}, found {text.Metadata["code_language"]}");
                }
                // Installed modules come without their licence files.
                if (label[2].StartsWith("usr/", StringComparison.Ordinal)) continue;
                if (copyright.LicenseOf(name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]) is not { } expected) continue;
                licenses++;
                if (DebianCopyright.Fits(expected, text.License)) rightLicenses++;
                else wrong.Add($"{name}: {expected}, found {text.License}");
            }
        }
        var summary = $"{languages} files of {seen.Count} languages: {rightLanguages} languages right ({(double)rightLanguages / languages:f4}); {licenses} licences known, {rightLicenses} right ({(double)rightLicenses / licenses:f4})\n{string.Join('\n', wrong.Take(80))}";
        TestContext.Current.TestOutputHelper?.WriteLine(summary);
        Assert.True(languages >= 500 && seen.Count >= 15, summary);
        Assert.True(rightLanguages >= .98 * languages, summary);
        Assert.True(rightLicenses >= .98 * licenses, summary);
    }

    static IEnumerable<string> Files(string root, string package, string folder)
    {
        var path = Path.GetFullPath(Path.Combine(root, package, folder));
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(f => new FileInfo(f).LinkTarget is null).Select(f => Path.GetRelativePath(root, f).Replace('\\', '/')) : [];
    }

    /// <summary>Files beside the code that no package claims to be code: documentation, data, settings.</summary>
    static bool IsDataOrProse(string found, string label) => found != label && found is "Markdown" or "Text" or "JSON" or "YAML" or "INI" or "TOML" or "XML" or "HTML" or "CSS" or "CSV" or "SVG" or "Roff" or "reStructuredText" or "Diff";

    static ReaderInput Input(string root, string name) => new()
    {
        Name = name,
        Source = "github",
        Size = new FileInfo(Path.Combine(root, name)).Length,
        Open = offset =>
        {
            var stream = File.OpenRead(Path.Combine(root, name));
            stream.Position = offset;
            return stream;
        },
        Sibling = other => File.Exists(Path.Combine(root, other)) ? Input(root, other) : null,
    };

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
                rules.Add(([.. Spaces().Split(files.Trim()).Select(g => new Regex("^" + Regex.Escape(g).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$"))], license.Split('\n')[0].Trim()));
            }
            return new(rules);
        }

        /// <summary>The licence of the last paragraph that fits, by Debian's short name.</summary>
        public string? LicenseOf(string path) => rules.LastOrDefault(r => r.Files.Any(f => f.IsMatch(path))).License;

        /// <summary>Whether an SPDX id is what Debian's short name says. Where Debian names a choice or an exception, one of its licences fits.</summary>
        public static bool Fits(string debian, string? spdx)
        {
            if (spdx is null) return false;
            var found = spdx.Replace("-or-later", "+", StringComparison.Ordinal).Replace("-only", "", StringComparison.Ordinal);
            foreach (var choice in Choice().Split(debian.Replace(",", "", StringComparison.Ordinal)))
            {
                var name = Exception().Replace(choice, "").Trim() switch
                {
                    "Expat" => "MIT",
                    "Artistic or GPL-1+" or "Artistic" or "Perl" => "Artistic-1.0-Perl",
                    "BSD-3-clause" => "BSD-3-Clause",
                    "BSD-2-clause" => "BSD-2-Clause",
                    "public-domain" => "LicenseRef-Public-Domain",
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

        [GeneratedRegex(@"\s+")]
        private static partial Regex Spaces();

        [GeneratedRegex(@" (?:or|and) ")]
        private static partial Regex Choice();

        [GeneratedRegex(@" with .*$")]
        private static partial Regex Exception();
    }
}
