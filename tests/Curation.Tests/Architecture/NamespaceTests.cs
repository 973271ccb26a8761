using System.Text.RegularExpressions;

namespace Curation.Tests.Architecture;

public sealed partial class NamespaceTests
{
    static readonly (string Folder, string Root)[] s_projects =
    [
        ("pipeline/Core", "Curation.Core"), ("pipeline/Torch", "Curation.Torch"), ("pipeline/Cli", "Curation.Cli"),
        ("stages/Ocr", "Curation.Ocr"), ("stages/Encoders", "Curation.Encoders"), ("stages", "Curation.Stages"), ("mixers", "Curation.Mixers"),
        ("tests/Curation.Tests", "Curation.Tests"), ("tests/Curation.Benchmarks", "Curation.Benchmarks"),
    ];

    [Fact]
    public void Namespace_OfEveryFile_IsItsFolder()
    {
        var wrong = new List<string>();
        foreach (var file in Repository.SourceFiles())
        {
            var project = s_projects.First(p => file.StartsWith(p.Folder + "/", StringComparison.Ordinal));
            var folder = Path.GetDirectoryName(file)![project.Folder.Length..].Trim('/');
            var expected = folder.Length == 0 ? project.Root : $"{project.Root}.{folder.Replace('/', '.')}";
            var match = NamespaceLine().Match(File.ReadAllText(Path.Combine(Repository.Root, file)));
            if (match.Success && match.Groups[1].Value != expected) wrong.Add($"{file}: {match.Groups[1].Value}, expected {expected}");
        }
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
