using Curation.Core.Documents;
using Curation.Stages.Filters.RefinedWeb;
using Curation.Stages.Text.Python;

namespace Curation.Tests.Filters.Parity;

public sealed class RefinedWebParityTests
{
    [Theory]
    [InlineData(ParityScope.Synthetic, "line_length_max_1000", 1000, null)]
    [InlineData(ParityScope.All, "line_length_max_1000", 1000, null)]
    [InlineData(ParityScope.Synthetic, "line_length_avg_100", null, 100.0)]
    [InlineData(ParityScope.All, "line_length_avg_100", null, 100.0)]
    public void Apply_LineLengths_DecidesAsDclm(ParityScope scope, string key, int? longest, double? mean)
    {
        var options = new RefinedWebLinesOptions { MaxUppercaseRatio = 1, MaxNumericRatio = 1, MinWordsPerLine = 0, MaxRemovedRatio = 1, MaxLineLength = longest, MaxMeanLineLength = mean };
        var (filter, agreement) = (RefinedWebLinesFilter.Create(options, new()), new Agreement());
        foreach (var (document, decision) in ParityData.Decisions("dclm", scope))
        {
            // A blank text is dropped here for having no line, whatever its length.
            if (PythonText.Strip(document.Document.Text).IsEmpty) continue;
            agreement.Add(document, decision.GetProperty(key).GetBoolean() ? "keep" : "drop", filter.Apply(document.Document) is Verdict.Kept ? "keep" : "drop");
        }
        agreement.Require(1);
    }
}
