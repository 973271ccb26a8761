using Curation.Cli.Reports;
using Curation.Core.Reports;

namespace Curation.Cli.Inspection;

/// <summary>Prints a document's way through a run.</summary>
static class TracePrinter
{
    public static void Print(TextWriter writer, DocumentTrace trace)
    {
        writer.WriteLine($"{trace.Id}  {Clean(trace.Url ?? "")}".TrimEnd());
        writer.WriteLine($"  origin   {trace.Source}, {trace.Provenance}{(trace.Provenance.Length >= 0 ? $", {trace.Provenance.Length} bytes" : "")}{(trace.Provenance.RecordId is { } id ? $", record {Clean(id)}" : "")}");
        if (trace.Provenance.Truncated is { } cause) writer.WriteLine($"           cut by the crawler: {Clean(cause)}");
        if (trace.DerivedFrom is { } parent) writer.WriteLine($"           made from {parent}");
        foreach (var stage in trace.Stages) Stage(writer, stage);
        switch (trace.Outcome)
        {
            case "kept":
                writer.WriteLine($"  kept     in {trace.File}, row {trace.Row}{(trace.Duplicates is > 1 ? $"; survivor of a cluster of {trace.Duplicates} duplicates" : "")}");
                break;
            default:
                writer.WriteLine($"  {trace.Outcome,-8} by {trace.Stage}: {trace.Reason}{(trace.Meaning is null ? "" : $": {trace.Meaning}")}");
                if (trace.Signal is not null) writer.WriteLine($"           {trace.Signal} is {Number(trace.Value)}, the threshold {Number(trace.Threshold)}");
                if (trace.Detail is not null) writer.WriteLine($"           {Clean(trace.Detail)}");
                if (trace.Survivor is not null) writer.WriteLine($"           kept in its place: {trace.Survivor}");
                writer.WriteLine($"           recorded in {trace.File}, row {trace.Row}");
                break;
        }
    }

    static void Stage(TextWriter writer, StageScores stage)
    {
        writer.WriteLine($"  {stage.Stage}: {stage.Verdict}");
        var width = stage.Signals.Select(s => s.Key.Length).DefaultIfEmpty(0).Max();
        foreach (var (name, value) in stage.Signals) writer.WriteLine($"    {name.PadRight(width)}  {Numbers.Value(value)}");
    }

    static string Number(double? value) => value is { } number ? Numbers.Value(number) : "unknown";

    /// <summary>A text must not steer the terminal.</summary>
    static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
