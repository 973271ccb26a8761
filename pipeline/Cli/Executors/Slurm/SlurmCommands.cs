using System.Globalization;
using System.Text;
using Curation.Core.Errors;
using Curation.Core.Processes;

namespace Curation.Cli.Executors.Slurm;

/// <summary>Slurm's commands; no accounting database is needed.</summary>
static class SlurmCommands
{
    const int DefaultMaxArraySize = 1001;
    static readonly ChildLimits s_limits = new() { Time = TimeSpan.FromMinutes(2), AddressSpace = 0 };

    /// <summary>Most elements of one array, as the site has it.</summary>
    public static async Task<int> MaxArraySizeAsync(CancellationToken cancellationToken)
    {
        var config = await RunAsync("scontrol", ["show", "config"], cancellationToken).ConfigureAwait(false);
        var line = config.Split('\n').FirstOrDefault(l => l.StartsWith("MaxArraySize", StringComparison.Ordinal));
        return line is not null && int.TryParse(line.AsSpan(line.IndexOf('=', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture, out var size) ? size : DefaultMaxArraySize;
    }

    /// <summary>Submits a script and gives the array's number.</summary>
    public static async Task<long> SubmitAsync(string script, CancellationToken cancellationToken)
    {
        var answer = await RunAsync("sbatch", ["--parsable", script], cancellationToken).ConfigureAwait(false);
        return long.Parse(answer.Split(';', '\n')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>Elements of the arrays with a name, finished ones for as long as the controller remembers them.</summary>
    public static async Task<List<SlurmElement>> QueueAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var text = await RunAsync("squeue", ["-h", "-r", "-t", "all", $"--name={string.Join(',', names)}", "-o", "%F|%K|%T|%j|%r|%N"], cancellationToken).ConfigureAwait(false);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('|')).Where(f => f.Length == 6 && int.TryParse(f[1], out _))
            .Select(f => new SlurmElement(long.Parse(f[0], CultureInfo.InvariantCulture), int.Parse(f[1], CultureInfo.InvariantCulture), f[2], f[3], f[4], f[5]))];
    }

    /// <summary>The script of an array.</summary>
    public static async Task<string> ScriptAsync(long job, CancellationToken cancellationToken) =>
        await RunAsync("scontrol", ["write", "batch_script", Text(job), "-"], cancellationToken).ConfigureAwait(false);

    /// <summary>The exit code of a finished element, and the signal that ended it; null if the controller has forgotten it.</summary>
    public static async Task<(int Code, int Signal)?> ExitAsync(SlurmElement element, CancellationToken cancellationToken)
    {
        var result = await ChildProcess.RunAsync("scontrol", ["show", "job", element.Id], limits: s_limits, cancellationToken: cancellationToken).ConfigureAwait(false);
        var text = Encoding.UTF8.GetString(result.Output.Span);
        var at = text.IndexOf("ExitCode=", StringComparison.Ordinal);
        if (result.ExitCode != 0 || at < 0) return null;
        var fields = text[(at + 9)..].Split(' ', '\n')[0].Split(':');
        return (int.Parse(fields[0], CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Starts a requeued element now: Slurm would hold it for two minutes.</summary>
    public static Task ReleaseAsync(SlurmElement element, CancellationToken cancellationToken) =>
        ChildProcess.RunAsync("scontrol", ["update", $"jobid={element.Id}", "StartTime=now"], limits: s_limits, cancellationToken: cancellationToken);

    /// <summary>Cancels elements; those that are gone already do not matter.</summary>
    public static async Task CancelAsync(IEnumerable<SlurmElement> elements, CancellationToken cancellationToken)
    {
        foreach (var some in elements.Chunk(200))
            await ChildProcess.RunAsync("scancel", [.. some.Select(e => e.Id)], limits: s_limits, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        ChildResult result;
        try { result = await ChildProcess.RunAsync(program, arguments, limits: s_limits, cancellationToken: cancellationToken).ConfigureAwait(false); }
        catch (ConfigException error) when (error.InnerException is System.ComponentModel.Win32Exception)
        {
            throw new ConfigException($"{program} is not on the path; run where Slurm's commands are, or use --dry-run to see the jobs", error);
        }
        return result.ExitCode == 0
            ? Encoding.UTF8.GetString(result.Output.Span)
            : throw new ConfigException($"{program} {string.Join(' ', arguments)}: {result.Error.Trim()}; correct the run file's cluster section or the cluster, then submit again: what is committed stays");
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
