using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Curation.Benchmarks.EndToEnd;

/// <summary>
/// How a step's time falls with a second worker: <c>Curation.Benchmarks scaling RUN.json STEP [TURNS [PROGRAM]]</c>. In turns: one worker, two workers,
/// and, to tell the machine's own limit, two runs of one worker side by side. Give the run file at least ten tasks a worker.
/// </summary>
static partial class WorkerScaling
{
    public static async Task<int> RunAsync(string runFile, string step, int turns, string? program)
    {
        var curate = program ?? Path.Combine(AppContext.BaseDirectory, "curate");
        var text = await File.ReadAllTextAsync(runFile).ConfigureAwait(false);
        for (var turn = 0; turn < turns; turn++)
        {
            var one = await StepAsync(curate, text, step, 1).ConfigureAwait(false);
            var two = await StepAsync(curate, text, step, 2).ConfigureAwait(false);
            var beside = (await Task.WhenAll(StepAsync(curate, text, step, 1), StepAsync(curate, text, step, 1)).ConfigureAwait(false)).Max();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{step}: one worker {one.TotalSeconds:0.0} s, two workers {two.TotalSeconds:0.0} s: {one / two:0.00} times; two runs side by side {beside.TotalSeconds:0.0} s: {2 * one / beside:0.00} times"));
        }
        return 0;
    }

    /// <summary>Seconds from the step's begin to its end, as the run tells them.</summary>
    static async Task<TimeSpan> StepAsync(string program, string runFile, string step, int workers)
    {
        var folder = Directory.CreateTempSubdirectory("curate-scaling-").FullName;
        try
        {
            var copy = Path.Combine(folder, "run.json");
            await File.WriteAllTextAsync(copy, OutputFolder().Replace(runFile, $"\"directory\": \"{folder}/out\"")).ConfigureAwait(false);
            using var process = Process.Start(new ProcessStartInfo(program, ["run", copy, "--workers", workers.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true })!;
            var clock = new Stopwatch();
            TimeSpan? took = null;
            while (await process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                if (!line.StartsWith(step + ":", StringComparison.Ordinal)) continue;
                clock.Start();
                if (line.Contains("done", StringComparison.Ordinal)) took ??= clock.Elapsed;
            }
            await process.WaitForExitAsync().ConfigureAwait(false);
            return process.ExitCode == 0 && took is { } time ? time : throw new InvalidOperationException($"curate run ended with {process.ExitCode}; step {step}: {(took is null ? "not seen" : "seen")}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex("\"directory\": \"[^\"]*\"")]
    private static partial Regex OutputFolder();
}
