using System.CommandLine;
using System.Globalization;
using Curation.Cli.Commands;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Storage;

namespace Curation.Cli;

/// <summary>The command <c>curate</c>: one file a command, listed here.</summary>
static class Program
{
    // Commands with a --set of their own hide it.
    static readonly Option<string[]> s_parameters = new("--set") { Description = "Value of a parameter of the run file: --set crawl=CC-MAIN-2026-10. Can be given again.", Recursive = true };

    /// <summary>Every command: a new one is a line here and a file under Commands.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand("Curates pre-training corpora: crawls, PDFs and dumps to clean, deduplicated Parquet shards, and the blend to train on.")
        {
            RunCommand.Create(),
            CheckCommand.Create(),
            SchemaCommand.Create(),
            WorkCommand.Create(),
            StatusCommand.Create(),
            ReportCommand.Create(),
            InspectCommand.Create(),
            WhyCommand.Create(),
            TuneCommand.Create(),
            ExtractCommand.Create(),
            PdfWorkerCommand.Create(),
            SampleCommand.Create(),
            PredictCommand.Create(),
            ModelsCommand.Create(),
            MixCommand.Create(),
            BlendCommand.Create(),
            AblateCommand.Create(),
            PlanCommand.Create(),
            SubmitCommand.Create(),
            StorageCommand.Create(),
            TrainClassifierCommand.Create(),
            ContaminationCommand.Create(),
            DedupIndexCommand.Create(),
            OcrWorkerCommand.Create(),
        };
        var offline = new Option<bool>("--offline") { Description = "Use no network but this machine's own servers.", Recursive = true };
        root.Options.Add(offline);
        root.Options.Add(s_parameters);
        return root;
    }

    static async Task<int> Main(string[] args)
    {
        NativeAllocators.Settle();
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if ("e\u0301".Normalize().Length != 1)
        {
            await Console.Error.WriteLineAsync("ICU is missing or switched off, so text cannot be normalized: install libicu and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
            return ExitCode.BadConfig;
        }
        if (args is ["run" or "work" or "submit", ..]) RunFileReader.Warm();
        var parsed = Root().Parse(args);
        // Child processes keep to it, too.
        if (parsed.GetValue<bool>("--offline")) Environment.SetEnvironmentVariable(StorageRouter.OfflineVariable, "1");
        if (parsed.GetValue(s_parameters) is { Length: > 0 } parameters) Environment.SetEnvironmentVariable(RunParameters.Variable, string.Join('\n', parameters));
        try
        {
            if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("'curate --help' lists the commands.");
            return ExitCode.BadConfig;
        }
        catch (ConfigException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return ExitCode.BadConfig;
        }
        catch (StopException error)
        {
            await Console.Error.WriteLineAsync($"{error.Message}; the same command continues");
            return ExitCode.Resumable;
        }
        catch (CurationException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return ExitCode.TasksFailed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("stopped; the same command continues");
            return ExitCode.Resumable;
        }
    }
}
