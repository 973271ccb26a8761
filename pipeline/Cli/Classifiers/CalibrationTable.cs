using System.Globalization;
using Curation.Stages.FastText;

namespace Curation.Cli.Classifiers;

/// <summary>A classifier's card for people: measures, and the share of positives by score as bars.</summary>
static class CalibrationTable
{
    const int Width = 40;

    public static void Print(ClassifierCard card, TextWriter output)
    {
        var culture = CultureInfo.InvariantCulture;
        foreach (var (name, value) in card.Evaluation) output.WriteLine(string.Create(culture, $"{name,-18} {value:0.####}"));
        output.WriteLine(card.Threshold is { } threshold
            ? string.Create(culture, $"threshold          {threshold:0.######} (by {card.ThresholdBy}, for {card.Label})")
            : string.Create(culture, $"threshold          none chosen; precision, recall, f1 and keep-rate are those of 0.5 for {card.Label}"));
        if (card.Calibration.Length == 0) return;
        output.WriteLine();
        output.WriteLine("score        examples  mean   positives   (bar: share of positives; | where it should end)");
        foreach (var bin in card.Calibration)
        {
            var share = bin.Examples == 0 ? 0 : (double)bin.Positives / bin.Examples;
            var bar = new string('#', (int)Math.Round(share * Width)).PadRight(Width).ToCharArray();
            if (bin.Examples > 0) bar[Math.Clamp((int)Math.Round(bin.MeanScore * Width), 0, Width - 1)] = '|';
            output.WriteLine(string.Create(culture, $"{bin.From:0.0} to {bin.From + .1:0.0} {bin.Examples,9:n0} {bin.MeanScore,6:0.000} {share,9:0.000}   {new string(bar).TrimEnd()}"));
        }
    }
}
