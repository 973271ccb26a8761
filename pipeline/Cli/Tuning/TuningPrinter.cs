using System.Globalization;
using System.Text.Json;
using Curation.Cli.Inspection;
using Curation.Cli.Reports;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Reports.Tuning;
using Curation.Core.Shards;
using Curation.Core.Storage;

namespace Curation.Cli.Tuning;

/// <summary>Prints what other thresholds would do.</summary>
static class TuningPrinter
{
    public static string Json(TuningResult result) => JsonSerializer.Serialize(new
    {
        result.Stage,
        options = result.Options.ToDictionary(o => o.Key, o => new { before = o.Value.Before, after = o.Value.After }),
        result.In,
        result.KeptBefore,
        result.KeptAfter,
        result.NewlyKept,
        result.NewlyDropped,
        result.LeaveCorpus,
        result.CorpusBefore,
        reasons = result.Reasons.ToDictionary(r => r.Key, r => new { before = r.Value.Before, after = r.Value.After }),
        result.Margin,
    }, StrictJson.Options);

    public static void Print(TextWriter writer, IStorage storage, TuningResult result)
    {
        foreach (var (option, (before, after)) in result.Options) writer.WriteLine($"{result.Stage}.{option}: {Number(before)} → {Number(after)}");
        Line(writer, "documents in", result.In, result.In, result.In);
        Line(writer, "kept", result.KeptBefore, result.KeptAfter, result.In);
        foreach (var (reason, (before, after)) in result.Reasons.OrderByDescending(r => Math.Max(r.Value.Before, r.Value.After)))
            Line(writer, $"  {reason}", before, after, result.In);
        var least = result.CorpusBefore - result.LeaveCorpus;
        writer.WriteLine(result.NewlyKept == 0
            ? string.Create(CultureInfo.InvariantCulture, $"corpus: {result.CorpusBefore:n0} → {least:n0} documents, but for what deduplication or a top fraction would choose in their place")
            : string.Create(CultureInfo.InvariantCulture, $"corpus: {result.CorpusBefore:n0} → {least:n0} to {least + result.NewlyKept:n0} documents: the stages behind have not seen the {result.NewlyKept:n0} that would come to them"));
        Margin(writer, storage, "would be kept", [.. result.Margin.Where(m => !m.NowKept)]);
        Margin(writer, storage, "would be dropped", [.. result.Margin.Where(m => m.NowKept)]);
    }

    static void Line(TextWriter writer, string name, long before, long after, long all) => writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-48} {before,14:n0} {Numbers.Percent(before, all),8}  → {after,14:n0} {Numbers.Percent(after, all),8}"));

    static void Margin(TextWriter writer, IStorage storage, string title, IReadOnlyList<MarginRow> rows)
    {
        if (rows.Count == 0) return;
        writer.WriteLine($"at the margin, {title}:");
        foreach (var row in rows)
        {
            var cells = ShardFiles.Open(storage, row.File, stream =>
            {
                using var table = ShardTable.Open(stream, row.File);
                return table.Read(["id", "url", "text"], new HashSet<long> { row.Row }).Single().Cells;
            });
            writer.WriteLine($"  {row.Signal} {Numbers.Value(row.Value)}  {Clean((string?)cells["url"] ?? (string)cells["id"]!, 100)}");
            writer.WriteLine($"    {Clean((string?)cells["text"] ?? "", 150)}");
        }
    }

    static string Number(double? value) => value is { } number ? Numbers.Value(number) : "off";

    /// <summary>The beginning of a text on one line, without what would steer the terminal.</summary>
    static string Clean(string text, int length) =>
        string.Concat(Excerpt.Marked(text, length).Select(c => char.IsControl(c) ? ' ' : c));
}
