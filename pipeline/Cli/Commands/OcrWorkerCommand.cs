using System.CommandLine;
using Curation.Core.Errors;
using Curation.Ocr.Workers;

namespace Curation.Cli.Commands;

/// <summary><c>curate ocr-worker</c>: started by the program itself, to keep native decoders and OCR out of its own process.</summary>
static class OcrWorkerCommand
{
    public static Command Create()
    {
        var languages = new Option<string>("--languages") { Description = "Tesseract's languages.", DefaultValueFactory = _ => "eng" };
        var tessdata = new Option<string?>("--tessdata") { Description = "Folder of Tesseract's data." };
        var command = new Command("ocr-worker", "Recognises the pages that its standard input brings; started by the program itself.") { languages, tessdata };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            using var input = Console.OpenStandardInput();
            using var output = Console.OpenStandardOutput();
            await OcrWorker.RunAsync(input, output, parsed.GetRequiredValue(languages), parsed.GetValue(tessdata));
            return ExitCode.Done;
        });
        return command;
    }
}
