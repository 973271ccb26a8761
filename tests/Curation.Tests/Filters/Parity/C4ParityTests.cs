using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Curation.Core.Documents;
using Curation.Stages.Filters.C4;

namespace Curation.Tests.Filters.Parity;

public sealed class C4ParityTests
{
    [Theory]
    [InlineData(ParityScope.Synthetic, "c4_punct_rule", true)]
    [InlineData(ParityScope.All, "c4_punct_rule", true)]
    [InlineData(ParityScope.Synthetic, "c4_no_punct_rule", false)]
    [InlineData(ParityScope.All, "c4_no_punct_rule", false)]
    public void Apply_DatatroveWithTheOriginalsWords_DecidesAlike(ParityScope scope, string key, bool punctuation)
    {
        var (words, agreement) = (ParityData.Words(scope), new Agreement());
        foreach (var (document, decision) in ParityData.Decisions("datatrove", scope))
        {
            if (!words.TryGetValue(document.Document.Id, out var list)) continue;
            var filter = new C4Filter(new() { TerminalPunctuation = punctuation }, OriginalWords.Source(document.Document.Text, list));
            agreement.Add(document, Expected(decision.GetProperty(key)), Found(filter.Apply(document.Document)));
        }
        agreement.Require(0.999);
    }

    [Theory]
    [InlineData(ParityScope.Synthetic, "c4_punct_rule", true)]
    [InlineData(ParityScope.All, "c4_punct_rule", true)]
    [InlineData(ParityScope.Synthetic, "c4_no_punct_rule", false)]
    [InlineData(ParityScope.All, "c4_no_punct_rule", false)]
    public void Apply_DatatroveWithOwnWords_DecidesAlike(ParityScope scope, string key, bool punctuation)
    {
        var (filter, agreement) = (C4Filter.Create(new() { TerminalPunctuation = punctuation }, new()), new Agreement());
        foreach (var (document, decision) in ParityData.Decisions("datatrove", scope))
            agreement.Add(document, Expected(decision.GetProperty(key)), Found(filter.Apply(document.Document)));
        agreement.RequirePerLanguage(0.995);
    }

    [Theory]
    [InlineData(ParityScope.Synthetic, "c4_v1", C4Dialect.Dolma)]
    [InlineData(ParityScope.All, "c4_v1", C4Dialect.Dolma)]
    [InlineData(ParityScope.Synthetic, "c4_v2", C4Dialect.DolmaV2)]
    [InlineData(ParityScope.All, "c4_v2", C4Dialect.DolmaV2)]
    public void Apply_Dolma_MeasuresTheSameLinesAndFlags(ParityScope scope, string tagger, C4Dialect dialect)
    {
        // Bad words stand in a list that is not part of the repository.
        var all = scope == ParityScope.All;
        var filter = C4Filter.Create(new() { Dialect = dialect, BadWords = all ? Repository.DataOrSkip("lists/ldnoobw/en") : null }, new());
        var agreement = new Agreement();
        foreach (var (document, decision) in ParityData.Decisions("dolma", scope))
        {
            var expected = decision.GetProperty(tagger);
            if (expected.ValueKind == JsonValueKind.String) expected = decision.GetProperty("c4_v1");
            var names = s_dolmaFlags.Where(f => all || f.Key != "has_naughty_word").ToArray();
            var flags = string.Join(' ', names.Select(f => expected.GetProperty(f.Key).GetBoolean()));
            var lines = $"{expected.GetProperty("line_count")} {expected.GetProperty("lines_with_no_ending_punctuation")[0]} {expected.GetProperty("lines_with_too_few_words")[0]}";
            var signals = Verdicts.SignalsOf(filter.Apply(document.Document));
            agreement.Add(document, $"{flags} {lines}",
                $"{string.Join(' ', names.Select(f => signals[f.Signal] > 0))} {signals["c4_lines"]} {signals["c4_lines_no_punctuation"]} {signals["c4_lines_few_words"]}");
        }
        agreement.Require(1);
    }

    [Theory]
    [InlineData(ParityScope.Synthetic)]
    [InlineData(ParityScope.All)]
    public void Apply_Dclm_FindsTheSameSubstrings(ParityScope scope)
    {
        var (filter, agreement) = (C4Filter.Create(new() { Dialect = C4Dialect.Dolma }, new()), new Agreement());
        foreach (var (document, decision) in ParityData.Decisions("dclm", scope))
        {
            var signals = Verdicts.SignalsOf(filter.Apply(document.Document));
            agreement.Add(document,
                $"{decision.GetProperty("substring_lorem_ipsum").GetBoolean()} {decision.GetProperty("substring_curly").GetBoolean()}",
                $"{signals["c4_lines_lorem_ipsum"] == 0} {signals["c4_lines_curly_bracket"] == 0}");
        }
        agreement.Require(1);
    }

    static readonly (string Key, string Signal)[] s_dolmaFlags =
    [
        ("has_naughty_word", "c4_lines_bad_word"), ("has_javascript", "c4_lines_javascript"), ("has_lorem_ipsum", "c4_lines_lorem_ipsum"), ("has_curly_brace", "c4_lines_curly_bracket"),
    ];

    static string Expected(JsonElement decision) => decision.GetProperty("reason").GetString() switch
    {
        null => "keep " + decision.GetProperty("text_sha256").GetString(),
        var reason => reason.Replace('_', '-'),
    };

    static string Found(Verdict verdict) => verdict is Verdict.Dropped
        ? Verdicts.ReasonOf(verdict)
        : "keep " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Verdicts.DocumentOf(verdict).Text)));
}
