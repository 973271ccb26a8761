using System.Diagnostics;
using Curation.Core.Errors;

namespace Curation.Cli.Mixing;

/// <summary>This program in another process.</summary>
static class WorkerProcess
{
    /// <summary>Runs to the end; what it says is passed on.</summary>
    /// <exception cref="CurationException">It ended with an error.</exception>
    public static async Task RunAsync(IEnumerable<string> arguments, Action<string> say, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "curate")) { RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(start)!;
        // A signal to the group reaches it too; it then leaves a checkpoint and ends by itself.
        using var stop = cancellation.Register(() => { if (!process.HasExited) _ = Interrupt(process.Id); });
        var last = "";
        while (await process.StandardError.ReadLineAsync(CancellationToken.None) is { } line)
        {
            last = line;
            if (line.StartsWith("proxy ", StringComparison.Ordinal)) say(line);
        }
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != ExitCode.Done) throw new CurationException($"a worker ended with exit code {process.ExitCode}: {last}");
    }

    static int Interrupt(int process)
    {
        try { return Process.Start("kill", ["-TERM", $"{process}"]).Id; }
        catch (System.ComponentModel.Win32Exception) { return 0; }
    }
}
