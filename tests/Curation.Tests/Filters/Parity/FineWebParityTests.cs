using System.Text.Json;
using Curation.Stages.Filters.FineWeb;
using Curation.Stages.Text.Tokens;

namespace Curation.Tests.Filters.Parity;

public sealed class FineWebParityTests
{
    [Theory]
    [InlineData(ParityScope.Synthetic)]
    [InlineData(ParityScope.All)]
    public void Apply_WithTheOriginalsWords_DecidesAlike(ParityScope scope)
    {
        var agreement = new Agreement();
        foreach (var (document, decision) in ParityData.Decisions("datatrove", scope))
        {
            var expected = decision.GetProperty("fineweb_quality");
            var words = new Token[expected.GetProperty("values") is { ValueKind: JsonValueKind.Object } values && values.TryGetProperty("words", out var n) ? n.GetInt32() : 0];
            agreement.Add(document, Reason(expected), Verdicts.ReasonOf(new FineWebFilter(new(), (_, _) => words).Apply(document.Document)));
        }
        agreement.Require(1);
    }

    [Theory]
    [InlineData(ParityScope.Synthetic)]
    [InlineData(ParityScope.All)]
    public void Apply_WithOwnWords_DecidesAlike(ParityScope scope)
    {
        var (filter, agreement) = (FineWebFilter.Create(new(), new()), new Agreement());
        foreach (var (document, decision) in ParityData.Decisions("datatrove", scope))
            agreement.Add(document, Reason(decision.GetProperty("fineweb_quality")), Verdicts.ReasonOf(filter.Apply(document.Document)));
        agreement.RequirePerLanguage(0.995);
    }

    static string Reason(JsonElement decision) => decision.GetProperty("reason").GetString() switch
    {
        null => "keep",
        "line_punct_ratio" => "line-punctuation",
        "short_line_ratio" => "short-lines",
        "char_dup_ratio" => "duplicate-characters",
        "list_ratio" => "list",
        var reason => reason,
    };
}
