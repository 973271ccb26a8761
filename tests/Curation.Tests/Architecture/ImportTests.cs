using System.Text.RegularExpressions;

namespace Curation.Tests.Architecture;

/// <summary>Who may import whom below the level of projects, which the compiler checks.</summary>
public sealed partial class ImportTests
{
    static readonly string[] s_shared = ["Markup", "Text", "FastText", "Kernels"];

    [Fact]
    public void StageFamily_Imports_NoOtherFamily()
    {
        var wrong = new List<string>();
        foreach (var file in Repository.SourceFiles().Where(f => f.StartsWith("stages/", StringComparison.Ordinal) && !f.StartsWith("stages/Ocr/", StringComparison.Ordinal)))
        {
            var family = file.Split('/')[1];
            foreach (Match match in StageUsing().Matches(File.ReadAllText(Path.Combine(Repository.Root, file))))
            {
                var imported = match.Groups[1].Value;
                var allowed = imported == family || (family == "Kernels" ? false : s_shared.Contains(imported) && !(s_shared.Contains(family) && imported == "Markup"));
                if (!allowed) wrong.Add($"{file} imports {imported}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Kernels_Import_OnlySystem()
    {
        var wrong = Repository.SourceFiles().Where(f => f.StartsWith("stages/Kernels/", StringComparison.Ordinal))
            .SelectMany(f => AnyUsing().Matches(File.ReadAllText(Path.Combine(Repository.Root, f))).Select(m => (f, name: m.Groups[1].Value)))
            .Where(u => !u.name.StartsWith("System", StringComparison.Ordinal));
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"\bCuration\.Stages\.(\w+)")]
    private static partial Regex StageUsing();

    [GeneratedRegex(@"^using (?:static )?([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex AnyUsing();
}
