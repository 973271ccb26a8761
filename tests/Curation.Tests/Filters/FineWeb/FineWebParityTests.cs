using Curation.Core.Documents;
using Curation.Stages.Filters.FineWeb;
using Curation.Tests.Filters.C4;

namespace Curation.Tests.Filters.FineWeb;

public sealed class FineWebParityTests
{
    [Fact]
    public void Apply_WithTheOriginalsWords_DecidesAsDatatrove() =>
        ParityData.Agree(Compare(ParityData.Lines("words").ToDictionary(w => w.GetProperty("id").GetString()!, w => w.GetProperty("n").GetInt32(), StringComparer.Ordinal)), 0.9999);

    [Fact]
    public void Apply_WithOwnWords_DecidesAsDatatrove() => ParityData.Agree(Compare(null), 0.99);

    static List<(string, string, string)> Compare(Dictionary<string, int>? words)
    {
        var results = new List<(string, string, string)>();
        foreach (var (document, decision) in ParityData.Decisions("datatrove"))
        {
            var filter = new FineWebFilter(new(), words is null ? null : _ => words[document.Id]);
            var found = (filter.Apply(document) as Verdict.Dropped)?.Reason.Id ?? "keep";
            var reason = decision.GetProperty("fineweb_quality").GetProperty("reason").GetString();
            results.Add((document.Id, reason switch
            {
                null => "keep",
                "empty" => "fineweb-quality.empty",
                "line_punct_ratio" => "fineweb-quality.line-punctuation",
                "short_line_ratio" => "fineweb-quality.short-lines",
                "char_dup_ratio" => "fineweb-quality.duplicate-characters",
                "list_ratio" => "fineweb-quality.list",
                _ => reason,
            }, found));
        }
        return results;
    }
}
