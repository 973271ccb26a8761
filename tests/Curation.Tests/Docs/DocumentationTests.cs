using System.Text.RegularExpressions;
using Curation.Cli;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Runs;

namespace Curation.Tests.Docs;

/// <summary>What README and docs/ tell people to type is accepted by the program.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Append(Path.Combine(Repository.Root, "README.md")).Select(p => Path.GetRelativePath(Repository.Root, p)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pages))]
    public void Commands_OfThePage_AreAccepted(string page)
    {
        var targets = MakeTarget().Matches(File.ReadAllText(Path.Combine(Repository.Root, "Makefile"))).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        foreach (var line in Blocks(page, "sh").SelectMany(b => b.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')))
        {
            var words = Words(line);
            if (words is ["make", .. var goals]) Assert.All(goals.Where(g => !g.Contains('=', StringComparison.Ordinal)), g => Assert.Contains(g, targets));
            if (words is ["dotnet", "run", "--project", "pipeline/Cli", "--", .. var viaProject]) Accept(page, line, viaProject);
            if (words is ["curate", .. var arguments]) Accept(page, line, arguments);
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public void RunFiles_OfThePage_AreValid(string page)
    {
        foreach (var block in Blocks(page, "jsonc").Where(b => b.Contains("\"output\"", StringComparison.Ordinal)))
        {
            var run = RunFileReader.Parse(System.Text.Encoding.UTF8.GetBytes(block), page);
            foreach (var input in run.Inputs)
                Assert.True(Catalog.Default.Readers.TryGetValue(input.Reader, out var reader) && reader.ReadOptions(input.Options, page) is not null, $"{page}: reader {input.Reader}");
            foreach (var stage in run.Inputs.SelectMany(i => i.Stages).Concat(run.Stages))
            {
                Assert.True(Catalog.Default.Stages.TryGetValue(stage.Stage, out var entry), $"{page}: no stage '{stage.Stage}'; {Names.DidYouMean(stage.Stage, Catalog.Default.Stages.Keys)}");
                try { entry.ReadOptions(stage.Options, page); }
                catch (ConfigException error) when (error.Message.Split('\n').All(m => m.Contains("does not exist", StringComparison.Ordinal)))
                {
                    // A page may name lists that its reader is to bring.
                }
            }
        }
    }

    [Fact]
    public void Links_OfThePages_LeadSomewhere()
    {
        foreach (var page in Pages.Select(p => p.Data))
        {
            var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
            foreach (Match link in Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, page))))
            {
                var target = link.Groups[1].Value.Split('#')[0];
                if (target.Length == 0 || target.Contains("://", StringComparison.Ordinal)) continue;
                Assert.True(Path.Exists(Path.Combine(folder, target)), $"{page} links to {target}, which is not there");
            }
        }
    }

    [Fact]
    public void Readme_ListsEveryCommand()
    {
        var listed = TableCommand().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(Program.Root().Subcommands.Where(c => !c.Hidden).Select(c => c.Name).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    static void Accept(string page, string line, string[] arguments)
    {
        var errors = Program.Root().Parse(arguments).Errors;
        Assert.True(errors.Count == 0, $"{page}: '{line.Trim()}': {string.Join("; ", errors.Select(e => e.Message))}");
    }

    static IEnumerable<string> Blocks(string page, string language) =>
        Block().Matches(File.ReadAllText(Path.Combine(Repository.Root, page))).Where(m => m.Groups[1].Value == language).Select(m => m.Groups[2].Value);

    static string[] Words(string line)
    {
        var words = Word().Matches(line).Select(m => m.Value).TakeWhile(w => w is not ("#" or "|" or ">" or "2>" or "&&" or ";")).ToArray();
        return [.. words.SkipWhile(w => w == "$").Select(w => w.Trim('\'', '"'))];
    }

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("""'[^']*'|"[^"]*"|\S+""")]
    private static partial Regex Word();

    [GeneratedRegex(@"^([a-z0-9-]+):", RegexOptions.Multiline)]
    private static partial Regex MakeTarget();

    // In the table alone, whose lines begin with a bar.
    [GeneratedRegex(@"(?<=^\|.*)`curate ([a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex TableCommand();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
