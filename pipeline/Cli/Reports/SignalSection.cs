using Curation.Core.Contracts;
using Curation.Core.Reports;

namespace Curation.Cli.Reports;

/// <summary>Small multiples of all signals, by stage.</summary>
static class SignalSection
{
    public static void Write(Html html, RunReport report, RunReport? other)
    {
        html.Trusted("<section id=\"signals\">\n<h2>Signals</h2>\n");
        if (report.Signals.IsEmpty)
        {
            html.Trusted("<p class=\"lead\">No stage of this run measures a signal.</p>\n</section>\n");
            return;
        }
        html.Trusted("<p class=\"lead\">What each stage measured: <span class=\"key kept\"></span> documents it kept, above the line; <span class=\"key dropped\"></span> documents it dropped, for whatever reason, below; <span class=\"key threshold\"></span> the threshold that decided. Areas are counts.</p>\n");
        foreach (var stage in report.Signals.GroupBy(s => (s.Step, s.Stage)))
        {
            html.Add($"<h3>{stage.Key.Stage}</h3>\n");
            Plain(html, [.. stage.Where(IsPlain)]);
            html.Trusted("<div class=\"multiples\">\n");
            foreach (var signal in stage.Where(s => !IsPlain(s))) Signal(html, signal, other?.Signals.FirstOrDefault(s => s.Signal == signal.Signal && s.Stage == signal.Stage));
            html.Trusted("</div>\n");
        }
        html.Trusted("</section>\n");
    }

    /// <summary>Whether a line of text says it all: flags, and what never varies.</summary>
    static bool IsPlain(SignalReport signal) => signal.Kind == SignalKind.Flag || signal.Kept.Bins.Concat(signal.Dropped.Bins).Select(b => b[0]).Distinct().Count() <= 1;

    static void Plain(Html html, IReadOnlyList<SignalReport> signals)
    {
        if (signals.Count == 0) return;
        html.Trusted("<table class=\"plain\"><tbody>\n");
        foreach (var signal in signals)
            html.Add($"<tr><th scope=\"row\"><b>{Name(signal)}</b> <span class=\"note\">{signal.Meaning}</span></th><td class=\"kept\">{Constant(signal, signal.Kept)}</td><td class=\"dropped\">{(signal.Dropped.Count == 0 ? "" : Constant(signal, signal.Dropped))}</td></tr>\n");
        html.Trusted("</tbody></table>\n");
    }

    static string Constant(SignalReport signal, Distribution distribution)
    {
        if (distribution.Count == 0) return "–";
        var set = (long)distribution.Bins.Where(b => b[0] > 0).Sum(b => b[2]);
        return signal.Kind == SignalKind.Flag
            ? FormattableString.Invariant($"{set:n0} of {distribution.Count:n0} yes")
            : FormattableString.Invariant($"always {Numbers.Value(distribution.Min ?? 0)} ({distribution.Count:n0})");
    }

    static void Signal(Html html, SignalReport signal, SignalReport? other)
    {
        html.Add($"<figure>\n<figcaption><b>{Name(signal)}</b> <span class=\"note\">{signal.Meaning}</span></figcaption>\n");
        HistogramChart.Draw(html, signal, other, $"{signal.Signal}: {Summary("kept", signal.Kept)}; {Summary("dropped", signal.Dropped)}");
        html.Trusted("<p class=\"quantiles\">");
        Quantiles(html, "kept", signal.Kept);
        if (signal.Dropped.Count > 0) html.Trusted("<br>");
        if (signal.Dropped.Count > 0) Quantiles(html, "dropped", signal.Dropped);
        html.Trusted("</p>\n</figure>\n");
    }

    /// <summary>The measure without the stage's name before it.</summary>
    static string Name(SignalReport signal)
    {
        var prefix = signal.Stage.Replace('-', '_') + "_";
        return (signal.Signal.StartsWith(prefix, StringComparison.Ordinal) ? signal.Signal[prefix.Length..] : signal.Signal).Replace('_', ' ');
    }

    static void Quantiles(Html html, string side, Distribution distribution)
    {
        html.Add($"<span class=\"{side}\">{distribution.Count:n0} {side}</span> ");
        if (distribution.Count > 0) html.Add($"<span class=\"note\">median {Numbers.Value(distribution.Quantiles["p50"])}, 5–95 % {Numbers.Value(distribution.Quantiles["p05"])} to {Numbers.Value(distribution.Quantiles["p95"])}</span> ");
    }

    static string Summary(string side, Distribution distribution) => distribution.Count == 0
        ? $"none {side}"
        : $"{distribution.Count} {side}, median {Numbers.Value(distribution.Quantiles["p50"])}";
}
