using Curation.Core.Contracts;
using Curation.Stages.Readers.Code;

namespace Curation.Tests.Readers.Code;

/// <summary>
/// Accuracy on files of Debian packages (infra/setup/code-sources.sh): the language is that of the package, the licence that of its
/// debian/copyright. CURATE_CODE_SOURCES names the folder.
/// </summary>
[Trait("Tier", "all")]
public sealed class LabelledFilesTests
{
    /// <summary>Files that are not in the language of the package they lie in, whatever they are called.</summary>
    static readonly string[] s_otherFiles = ["README", "Makefile", "CMakeLists", "Kbuild", "LICENSE", "COPYING", "CHANGE", "dune", "opam", "index.theme", "METADATA", "RECORD", "INSTALLER", "WHEEL", "entry_points", "top_level", "PKG-INFO", "requires", "dependency_links", "zip-safe", "direct_url"];

    [Fact]
    public void Read_DebianSources_HaveLanguageAndLicence()
    {
        var root = Environment.GetEnvironmentVariable("CURATE_CODE_SOURCES") ?? "";
        Assert.SkipUnless(File.Exists(Path.Combine(root, "labels.tsv")), "needs labelled sources (infra/setup/code-sources.sh FOLDER, CURATE_CODE_SOURCES=FOLDER)");
        var reader = new CodeReader(new() { Vendored = true, Generated = true, Minified = true, MaxFileBytes = 16 << 20 });
        var (languages, rightLanguages, licenses, rightLicenses, unjudged) = (0, 0, 0, 0, 0);
        var labels = FileLabels.Read(Path.Combine(root, "files.tsv"));
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
                var path = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
                if (text is null) continue;
                var language = label[0] == "-" ? null : labels.LanguageOf(label[1], path, FileLabels.InterpreterOf(text.Text) ?? label[0]);
                if (IsDataOrProse(text.Metadata["code_language"], language ?? "")) continue;
                if (language is not null)
                {
                    seen.Add(language);
                    languages++;
                    if (text.Metadata["code_language"] == language) rightLanguages++;
                    else wrong.Add($"{name}: {language}, found {text.Metadata["code_language"]}");
                }
                // Installed modules come without their licence files.
                if (label[2].StartsWith("usr/", StringComparison.Ordinal)) continue;
                if ((labels.LicenseOf(label[1], path) ?? copyright.LicenseOf(path, text.Text)) is not { } expected) continue;
                if (!DebianCopyright.IsPublic(expected))
                {
                    unjudged++;
                    continue;
                }
                licenses++;
                if (DebianCopyright.Fits(expected, text.License)) rightLicenses++;
                else wrong.Add($"{name}: {expected}, found {text.License}");
            }
        }
        var summary = $"{languages} files of {seen.Count} languages: {rightLanguages} languages right ({(double)rightLanguages / languages:f4}); {licenses} licences known, {rightLicenses} right ({(double)rightLicenses / licenses:f4}), {unjudged} of a package's own left out\n{string.Join('\n', wrong.Take(80))}";
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
}
