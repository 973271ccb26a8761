using System.CommandLine;
using Curation.Cli.Samples;
using Curation.Core.Errors;

namespace Curation.Cli.Commands;

/// <summary><c>curate sample pack|scan|score</c>: a sample crawl of local pages with planted faults, scans of printed pages, and how a run dealt with them.</summary>
static class SampleCommand
{
    public static Command Create() => new("sample", "Makes a sample crawl of local pages and scans of printed ones, and scores a run over it.") { Pack(), Scan(), Score() };

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

    static Command Scan()
    {
        var pdf = new Argument<string>("PDF") { Description = "The file whose pages are scanned." };
        var output = new Option<string>("--output") { Description = "The scan.", Required = true };
        var first = new Option<int>("--first") { Description = "First page.", DefaultValueFactory = _ => 1 };
        var pages = new Option<int>("--pages") { Description = "Most pages.", DefaultValueFactory = _ => 10 };
        var dpi = new Option<int>("--dpi") { Description = "Pixels an inch.", DefaultValueFactory = _ => 200 };
        var command = new Command("scan", "Renders pages of a PDF file as pictures and makes a PDF file without text of them.") { pdf, output, first, pages, dpi };
        command.SetAction(async (parsed, cancellation) =>
        {
            var start = parsed.GetValue(first);
            var scanned = await ScannedPages.MakeAsync(
                parsed.GetRequiredValue(pdf), parsed.GetRequiredValue(output), start, start + parsed.GetValue(pages) - 1, parsed.GetValue(dpi), cancellation).ConfigureAwait(false);
            Console.Error.WriteLine($"scanned {scanned:n0} pages");
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
