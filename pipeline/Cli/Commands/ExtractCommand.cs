using System.CommandLine;
using System.Text.Json;
using Curation.Cli.Extracting;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Ocr;
using Curation.Stages.Extraction;
using Curation.Stages.Pdf;

namespace Curation.Cli.Commands;

/// <summary><c>curate extract PATH…</c>: the text of files, one JSON object a line.</summary>
static class ExtractCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files (pages, text, PDF, images, WARC, ARC, WET), or folders of them.", Arity = ArgumentArity.OneOrMore };
        var ocr = new Option<OcrUse>("--ocr") { Description = "Which pages of PDF files go to recognition; images always do.", DefaultValueFactory = _ => OcrUse.Auto };
        ocr.AcceptOnlyFromAmong("auto", "never", "always");
        var engine = new PageEngineOptions();
        var command = new Command("extract", "Prints the text of files: one JSON object a line with path, title, text and what else they tell.") { paths, ocr };
        engine.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(paths), parsed.GetValue(ocr), engine.Read(parsed), cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(string[] paths, OcrUse ocr, OcrOptions engine, CancellationToken cancellationToken)
    {
        var files = paths.SelectMany(ExtractInputs.Files).ToList();
        var pdf = JsonSerializer.SerializeToElement(new PdfExtractorOptions { Ocr = ocr }, StrictJson.Options);
        var stage = ExtractStage.Create(
            new() { Extractors = ExtractOptions.NoExtractors.Add(PdfExtractor.Description.Name, pdf) },
            new StageServices { Catalog = Catalog.Default, PayloadTaken = true });
        await using var pages = new PageRecognition(engine);
        using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        var without = 0;
        foreach (var file in files)
        {
            foreach (var item in ExtractInputs.Read(file, cancellationToken))
            {
                if (item is ReadItem.Failed failed) without += Complain(file, failed.Provenance, failed.Reason, failed.Detail);
                if (item is not ReadItem.Found found) continue;
                switch (await pages.ApplyAsync(Apply(stage, found.Document), cancellationToken))
                {
                    case Verdict.Kept kept: DocumentJson.Write(output, file, kept.Document); break;
                    case Verdict.SplitInto split:
                        foreach (var child in split.Documents) DocumentJson.Write(output, file, child);
                        break;
                    case Verdict.Dropped dropped: without += Complain(file, dropped.Document.Provenance, dropped.Reason, dropped.Detail); break;
                }
            }
        }
        return without == 0 ? ExitCode.Done : ExitCode.TasksFailed;
    }

    static Verdict Apply(ExtractStage stage, Document document)
    {
        try { return stage.Apply(document); }
        catch (LimitException error) { return Verdict.Drop(document, FailureReasons.Limit, detail: error.Message); }
    }

    static int Complain(string file, Provenance provenance, Reason reason, string? detail)
    {
        var place = provenance.Offset > 0 ? $"{file} at byte {provenance.Offset}" : file;
        Console.Error.WriteLine($"{place}: {reason.Id}: {detail ?? reason.Meaning}");
        return 1;
    }
}
