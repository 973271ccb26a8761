using System.Globalization;
using Curation.Mixers.Ablation;

namespace Curation.Cli.Mixing;

/// <summary>What an ablation found, for the terminal.</summary>
static class AblationTable
{
    public static void Print(AblationResult result, TextWriter writer)
    {
        Line($"{result.Question} in the run {result.Run}: {result.Without.Documents:n0} documents without it, {result.With.Documents:n0} with it");
        Line($"{result.Seeds.Count} pairs of proxies of size {result.Size}, {result.Tokens:n0} tokens each");
        var width = Math.Max(4, result.Rows.Max(r => r.Name.Length));
        Line($"{"eval".PadRight(width)}   unit              without        with      gain   95 % interval         the filter");
        foreach (var row in result.Rows)
            Line($"{row.Name.PadRight(width)}   {row.Unit,-13}   {row.Without.Average(),8:0.0000}   {row.With.Average(),9:0.0000}   {row.Gain.Mean,7:+0.0000;-0.0000}   {row.Gain.Low,7:+0.0000;-0.0000} to {row.Gain.High,-7:+0.0000;-0.0000}   {Words(row.Verdict)}");
        if (result.Size == "demo") Line($"size demo shows the way and decides nothing: what holds for such small proxies need not hold for large models");

        void Line(FormattableString text) => writer.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A verdict in words.</summary>
    public static string Words(AblationVerdict verdict) => verdict switch
    {
        AblationVerdict.Helps => "helps",
        AblationVerdict.Hurts => "hurts",
        _ => "cannot tell",
    };
}
