using System.CommandLine;
using Curation.Core.Errors;
using Curation.Stages.Pdf.Workers;

namespace Curation.Cli.Commands;

/// <summary><c>curate pdf-worker</c>: what the extractor of PDF files starts, a process that may crash or hang; not for use by hand.</summary>
static class PdfWorkerCommand
{
    public static Command Create()
    {
        var command = new Command("pdf-worker", "Reads PDF files that come on standard input; started by the extractor 'pdf'.") { Hidden = true };
        command.SetAction(_ =>
        {
            PdfWorkerHost.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
            return ExitCode.Done;
        });
        return command;
    }
}
