using Curation.Core.Documents;

namespace Curation.Tests.Filters.Parity;

/// <summary>Reads verdicts for comparison.</summary>
static class Verdicts
{
    public static Document DocumentOf(Verdict verdict) => (verdict as Verdict.Dropped)?.Document ?? ((Verdict.Kept)verdict).Document;

    public static Signals SignalsOf(Verdict verdict) => DocumentOf(verdict).Signals;

    /// <summary>The reason without its stage, or "keep".</summary>
    public static string ReasonOf(Verdict verdict) => verdict is Verdict.Dropped dropped ? dropped.Reason.Id[(dropped.Reason.Id.IndexOf('.') + 1)..] : "keep";

    /// <summary>A number with as many digits as the originals' values were rounded to.</summary>
    public static string Round(double value) => Math.Round(value, 6, MidpointRounding.ToEven).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);
}
