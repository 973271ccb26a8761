using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Curation.Cli.Reports;
using Curation.Core.Contracts;
using Curation.Core.Reports;
using Curation.Core.Shards;

namespace Curation.Cli.Inspection;

/// <summary>Prints what files hold: one JSON object, or aligned lines.</summary>
static class SummaryPrinter
{
    const int Names = 20;
    static readonly string[] s_columns = ["signal", "documents", "least", "5 %", "25 %", "median", "75 %", "95 %", "most"];
    static readonly double[] s_quantiles = [.05, .25, .5, .75, .95];

    public static void Print(TextWriter writer, ShardSummary summary, bool json)
    {
        if (json) writer.WriteLine(Json(summary));
        else Lines(writer, summary);
    }

    static string Json(ShardSummary summary) => JsonSerializer.Serialize(new
    {
        summary.Files,
        summary.Rows,
        summary.Bytes,
        summary.Tokens,
        summary.Characters,
        summary.Languages,
        summary.Sources,
        summary.Reasons,
        lengths = Distribution.Of(summary.Lengths) with { Bins = [] },
        signals = summary.Signals.ToImmutableSortedDictionary(s => s.Key, s => Distribution.Of(s.Value) with { Bins = [] }, StringComparer.Ordinal),
    }, StrictJson.Options);

    static void Lines(TextWriter writer, ShardSummary summary)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{summary.Files:n0} files, {summary.Rows:n0} rows, {Numbers.Bytes(summary.Bytes)}, {summary.Characters:n0} characters, {summary.Tokens:n0} tokens as the files count them"));
        Counts(writer, "languages", summary.Languages, summary.Rows);
        Counts(writer, "sources", summary.Sources, summary.Rows);
        Counts(writer, "reasons", summary.Reasons, summary.Rows);
        var rows = summary.Signals.Where(s => s.Value.Count > 0).Select(s => (s.Key, s.Value)).ToList();
        if (summary.Lengths.Count > 0) rows.Insert(0, ("characters", summary.Lengths));
        if (rows.Count == 0) return;
        var table = new List<string[]> { s_columns };
        foreach (var (name, histogram) in rows)
        {
            table.Add([name, histogram.Count.ToString("n0", CultureInfo.InvariantCulture), Numbers.Value(histogram.Min),
                .. s_quantiles.Select(q => Numbers.Value(histogram.Quantile(q))), Numbers.Value(histogram.Max)]);
        }
        var widths = Enumerable.Range(0, table[0].Length).Select(i => table.Max(r => r[i].Length)).ToArray();
        foreach (var row in table) writer.WriteLine(string.Join("  ", row.Select((c, i) => i == 0 ? c.PadRight(widths[i]) : c.PadLeft(widths[i]))));
    }

    static void Counts(TextWriter writer, string title, ImmutableSortedDictionary<string, long> counts, long rows)
    {
        if (counts.IsEmpty || (counts.Count == 1 && counts.Keys.First().Length == 0)) return;
        var named = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(Names)
            .Select(c => $"{(c.Key.Length == 0 ? "none" : c.Key)} {c.Value.ToString("n0", CultureInfo.InvariantCulture)} ({Numbers.Percent(c.Value, rows)})");
        writer.WriteLine($"{title}: {string.Join(", ", named)}{(counts.Count > Names ? $" and {counts.Count - Names} more" : "")}");
    }
}
