using System.CommandLine;
using Curation.Cli.Samples;
using Curation.Core.Errors;

namespace Curation.Cli.Commands;

/// <summary><c>curate sample pack|score</c>: a sample crawl of local pages with planted faults, and how a run dealt with them.</summary>
static class SampleCommand
{
    public static Command Create() => new("sample", "Makes a sample crawl of local pages and scores a run over it.") { Pack(), Score() };

    static Command Pack()
    {
        var folders = new Argument<string[]>("FOLDER") { Description = "Folders of HTML pages.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output") { Description = "Folder for WARC files and truth.json.", Required = true };
        var pages = new Option<int>("--pages") { Description = "Most pages of a folder.", DefaultValueFactory = _ => 1000 };
        var command = new Command("pack", "Packs pages into WARC files with planted near-duplicates and broken records.") { folders, output, pages };
        command.SetAction(parsed =>
        {
            var truth = new SamplePacker
            {
                Folders = parsed.GetRequiredValue(folders),
                Output = parsed.GetRequiredValue(output),
                PagesPerFolder = parsed.GetValue(pages),
            }.Pack();
            Console.Error.WriteLine($"packed {truth.Pages:n0} pages, {truth.Copies.Length:n0} near-duplicates, {truth.Broken.Length:n0} broken records");
            return ExitCode.Done;
        });
        return command;
    }

    static Command Score()
    {
        var truth = new Argument<string>("TRUTH") { Description = "The file truth.json of a packed sample." };
        var output = new Argument<string>("OUTPUT") { Description = "Output folder of a run over it." };
        var command = new Command("score", "Prints how many planted records a run caught; fails if one is not accounted for.") { truth, output };
        command.SetAction(parsed => SampleScore.Print(SampleTruth.Load(parsed.GetRequiredValue(truth)), parsed.GetRequiredValue(output), Console.Out)
            ? ExitCode.Done
            : ExitCode.TasksFailed);
        return command;
    }
}
