using System.Globalization;
using Curation.Core.Reports;
using Spectre.Console;

namespace Curation.Cli.Reports;

/// <summary>The funnel in the terminal: a table where there is one, aligned lines elsewhere.</summary>
static class FunnelTable
{
    const int Reasons = 5;
    static readonly string[] s_columns = ["stage", "in", "kept", "%", "characters", "tokens"];

    public static void Write(TextWriter writer, RunReport report, bool terminal)
    {
        var rows = Rows(report).ToList();
        if (terminal) Draw(writer, rows);
        else Lines(writer, rows);
        var tokens = report.Run.TokensExact ? $"{report.Corpus.Tokens:n0} tokens ({report.Run.TokenCounter})" : $"about {Numbers.Short(report.Corpus.Tokens)} tokens (estimated)";
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Corpus.Documents:n0} documents, {report.Corpus.Characters:n0} characters, {tokens} in {report.Shards.Length:n0} {(report.Shards.Length == 1 ? "shard" : "shards")} of {Numbers.Bytes(report.Shards.Sum(s => s.Bytes))}"));
    }

    static IEnumerable<(bool Head, string[] Cells)> Rows(RunReport report)
    {
        foreach (var input in report.Inputs)
        {
            yield return (true, [report.Inputs.Length > 1 ? $"read {input.Name}" : "read", Count(input.Records), Count(input.Documents), Numbers.Percent(input.Documents, input.Records), "", ""]);
            foreach (var row in Left(input.Reasons, input.Records)) yield return row;
        }
        foreach (var stage in report.Funnel)
        {
            yield return (true, [stage.Stage, Count(stage.In), Count(stage.Kept), Numbers.Percent(stage.Kept, stage.In + stage.Born), stage.CharactersOut == 0 ? "" : Numbers.Short(stage.CharactersOut), stage.TokensOut == 0 ? "" : $"~{Numbers.Short(stage.TokensOut)}"]);
            foreach (var row in Left(stage.Reasons, stage.In + stage.Born)) yield return row;
        }
    }

    static IEnumerable<(bool Head, string[] Cells)> Left(IReadOnlyList<ReasonRow> reasons, long of)
    {
        foreach (var reason in reasons.Take(Reasons)) yield return (false, [$"  {reason.Reason}", "", Count(reason.Documents), Numbers.Percent(reason.Documents, of), "", ""]);
        if (reasons.Count > Reasons) yield return (false, [$"  {reasons.Count - Reasons} more reasons", "", Count(reasons.Skip(Reasons).Sum(r => r.Documents)), "", "", ""]);
    }

    static void Draw(TextWriter writer, List<(bool Head, string[] Cells)> rows)
    {
        var table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
        foreach (var column in s_columns) table.AddColumn(new TableColumn($"[grey]{column}[/]") { Alignment = column == "stage" ? Justify.Left : Justify.Right, NoWrap = true });
        foreach (var (head, cells) in rows) table.AddRow([.. cells.Select((c, i) => new Markup(head && i == 0 ? $"[bold]{Markup.Escape(c)}[/]" : head ? Markup.Escape(c) : $"[grey]{Markup.Escape(c)}[/]"))]);
        AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer) }).Write(table);
    }

    static void Lines(TextWriter writer, List<(bool Head, string[] Cells)> rows)
    {
        rows.Insert(0, (true, s_columns));
        var widths = Enumerable.Range(0, s_columns.Length).Select(i => rows.Max(r => r.Cells[i].Length)).ToArray();
        foreach (var (_, cells) in rows)
            writer.WriteLine(string.Join("  ", cells.Select((c, i) => i == 0 ? c.PadRight(widths[i]) : c.PadLeft(widths[i]))).TrimEnd());
    }

    static string Count(long value) => value.ToString("n0", CultureInfo.InvariantCulture);
}
