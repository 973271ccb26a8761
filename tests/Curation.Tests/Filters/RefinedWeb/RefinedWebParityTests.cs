using Curation.Core.Documents;
using Curation.Stages.Filters.C4;
using Curation.Stages.Filters.RefinedWeb;
using Curation.Tests.Filters.C4;

namespace Curation.Tests.Filters.RefinedWeb;

public sealed class RefinedWebParityTests
{
    [Theory]
    [InlineData("line_length_max_1000", 1000, null)]
    [InlineData("line_length_avg_100", null, 100.0)]
    public void Apply_LineLengths_DecidesAsDclm(string key, int? longest, double? mean)
    {
        var options = new RefinedWebLinesOptions { MaxUppercaseRatio = 1, MaxNumericRatio = 1, MinWordsPerLine = 0, MaxRemovedRatio = 1, MaxLineLength = longest, MaxMeanLineLength = mean };
        var filter = RefinedWebLinesFilter.Create(options, new());
        var results = new List<(string, string, string)>();
        foreach (var (document, decision) in ParityData.Decisions("dclm"))
        {
            // A blank text is dropped here for having no line, whatever its length.
            if (PyText.Strip(document.Text).IsEmpty) continue;
            results.Add((document.Id, decision.GetProperty(key).GetBoolean() ? "keep" : "drop", filter.Apply(document) is Verdict.Kept ? "keep" : "drop"));
        }
        ParityData.Agree(results, 1);
    }
}
