using System.Globalization;
using System.Text;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Reports.Progress;
using Curation.Core.Runs.Signs;

namespace Curation.Cli.Inspection;

/// <summary>Prints how far the steps of a run have come: a line a step, and below it what failed and who is silent.</summary>
/// <param name="writer">Where to.</param>
/// <param name="now">This machine's clock: only how old the newest sign is depends on it, and the text says so.</param>
sealed class StatusPrinter(TextWriter writer, DateTimeOffset now)
{
    static readonly JsonSerializerOptions s_json = new(StrictJson.Options) { WriteIndented = false };
    static readonly TimeSpan s_old = 3 * ProcessSign.Interval;

    /// <summary>One JSON object a step.</summary>
    public void WriteJson(IEnumerable<StepStatus> steps)
    {
        foreach (var step in steps) writer.WriteLine(JsonSerializer.Serialize(step, s_json));
    }

    /// <summary>Lines for people.</summary>
    public void Write(IEnumerable<StepStatus> steps)
    {
        foreach (var step in steps)
        {
            writer.WriteLine($"{step.Step}: {Line(step)}");
            foreach (var failure in step.Failures) writer.WriteLine($"  failed: {failure.Cause}");
            foreach (var sign in step.Silent)
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  silent: process {sign.Process} on {sign.Machine}, tasks {sign.First}-{sign.Last}, no sign for {Text(step.Newest!.Value - sign.Stored)}; the scheduler or 'curate submit' again does them elsewhere"));
        }
    }

    string Line(StepStatus step)
    {
        if (step.Tasks < 0) return "waits";
        if (step.IsDone) return string.Create(CultureInfo.InvariantCulture, $"done, {step.Tasks:n0} {Tasks(step.Tasks)}");
        var line = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{step.Done:n0}/{step.Tasks:n0} tasks done"));
        if (step.Running > 0) line.Append(CultureInfo.InvariantCulture, $", {step.Running:n0} running in {step.Living.Length:n0} {(step.Living.Length == 1 ? "process" : "processes")} on {Machines(step)}");
        var failed = step.Failures.Count(f => f.Task >= 0);
        if (failed > 0) line.Append(CultureInfo.InvariantCulture, $", {failed:n0} failed");
        if (step.AtCheckpoint > 0) line.Append(CultureInfo.InvariantCulture, $", {step.AtCheckpoint:n0} with a checkpoint");
        if (step.TasksPerHour is { } rate) line.Append(CultureInfo.InvariantCulture, $", {rate:n0} tasks an hour");
        if (step.BytesPerSecond is { } bytes) line.Append(CultureInfo.InvariantCulture, $", {bytes / 1e6:n1} MB/s");
        if (step.Left is { } left) line.Append(CultureInfo.InvariantCulture, $", {Text(left)} left");
        if (step.Newest is { } newest && now - newest > s_old) line.Append(CultureInfo.InvariantCulture, $"; nothing new for {Text(now - newest)} by this machine's clock");
        return line.ToString();
    }

    static string Tasks(int count) => count == 1 ? "task" : "tasks";

    static string Machines(StepStatus step)
    {
        var machines = step.Living.Select(s => s.Machine).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return machines.Length <= 4 ? string.Join(", ", machines) : string.Create(CultureInfo.InvariantCulture, $"{machines.Length} machines");
    }

    static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}");
}
