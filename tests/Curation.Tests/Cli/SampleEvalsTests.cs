using System.Diagnostics;
using Curation.Core.Errors;

namespace Curation.Tests.Cli;

/// <summary>The evals of <c>data-samples</c> as the documentation uses them, from the repository's root.</summary>
public sealed class SampleEvalsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-sample-evals-").FullName;

    [Fact]
    public void Ablate_WithTheSampleEvals_ReadsThemAll()
    {
        // Items of all evals are read before the run is looked for.
        var (code, _, error) = Run("ablate", Path.Combine(_folder, "none"), "--stage", "gopher-quality", "--evals", "data-samples/evals");
        Assert.Equal(ExitCode.BadConfig, code);
        Assert.Contains("report/report.json does not exist", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OfTheContaminatedSample_FindsTheQuotedQuestion()
    {
        var run = Path.Combine(_folder, "run.json");
        File.WriteAllText(run, File.ReadAllText(Path.Combine(Repository.Root, "data-samples/runs/contaminated.json")).Replace("out/contaminated", _folder + "/out", StringComparison.Ordinal));
        var (code, _, error) = Run("run", run);
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal("science: 1 items in 1 documents, 1 exact and 0 fuzzy matches\n1 documents, 1 of them dropped\n", Run("contamination", _folder + "/out").Output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "curate"), arguments) { WorkingDirectory = Repository.Root, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
