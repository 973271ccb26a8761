using System.Text.Json;
using Curation.Stages.Filters.Gopher;
using Curation.Stages.Filters.GopherQuality;

namespace Curation.Tests.Filters.Parity;

public sealed class GopherQualityParityTests
{
    static readonly Dictionary<string, string> s_datatroveReasons = new(StringComparer.Ordinal)
    {
        ["gopher_short_doc"] = "too-few-words",
        ["gopher_long_doc"] = "too-many-words",
        ["gopher_below_avg_threshold"] = "short-words",
        ["gopher_above_avg_threshold"] = "long-words",
        ["gopher_too_many_hashes"] = "too-many-hashes",
        ["gopher_too_many_ellipsis"] = "too-many-ellipses",
        ["gopher_too_many_bullets"] = "too-many-bullets",
        ["gopher_too_many_end_ellipsis"] = "too-many-ellipsis-lines",
        ["gopher_below_alpha_threshold"] = "too-few-alphabetic-words",
        ["gopher_enough_stop_words"] = "too-few-stop-words",
    };

    static readonly (string Key, string Signal)[] s_datatroveValues =
    [
        ("mean_word_length", "gopher_quality_word_length"), ("hash_ratio", "gopher_quality_hash_ratio"), ("ellipsis_ratio", "gopher_quality_ellipsis_ratio"),
        ("alpha_ratio", "gopher_quality_alphabetic_ratio"), ("bullet_ratio", "gopher_quality_bullet_line_ratio"),
        ("ellipsis_line_ratio", "gopher_quality_ellipsis_line_ratio"), ("non_symbol_words", "gopher_quality_words"), ("stop_words", "gopher_quality_stop_words"),
    ];

    static readonly (string Key, string Signal)[] s_dolmaValues =
    [
        ("word_count", "gopher_quality_words"), ("median_word_length", "gopher_quality_word_length"), ("symbol_to_word_ratio", "gopher_quality_symbol_ratio"),
        ("fraction_of_words_with_alpha_character", "gopher_quality_alphabetic_ratio"), ("required_word_count", "gopher_quality_stop_words"),
        ("fraction_of_lines_starting_with_bullet_point", "gopher_quality_bullet_line_ratio"), ("fraction_of_lines_ending_with_ellipsis", "gopher_quality_ellipsis_line_ratio"),
    ];

    // DCLM's filters in the order of the reasons of ours, with the reasons that stand for each.
    static readonly (string Key, string[] Reasons)[] s_dclmRules =
    [
        ("page_length_words_50_100000", ["too-few-words", "too-many-words"]), ("word_length_3_10", ["short-words", "long-words"]), ("symbol_ratio_0.1", ["too-many-symbols"]),
        ("bullet_0.9", ["too-many-bullets"]), ("ellipsis_0.3", ["too-many-ellipsis-lines"]), ("alphabetic_word_ratio_0.2", ["too-few-alphabetic-words"]), ("stop_word_2", ["too-few-stop-words"]),
    ];

    [Theory]
    [InlineData(ParityScope.Synthetic)]
    [InlineData(ParityScope.All)]
    public void Apply_DatatroveWithTheOriginalsWords_MeasuresAndDecidesAlike(ParityScope scope)
    {
        var (words, agreement) = (ParityData.Words(scope), new Agreement());
        foreach (var (document, decision) in ParityData.Decisions("datatrove", scope))
        {
            if (!words.TryGetValue(document.Document.Id, out var list)) continue;
            var filter = new GopherQualityFilter(new(), OriginalWords.Source(document.Document.Text, list));
            var expected = decision.GetProperty("gopher_quality");
            var verdict = filter.Apply(document.Document);
            agreement.Add(document, $"{Reason(expected)} {Values(expected.GetProperty("values"), s_datatroveValues)}", $"{Verdicts.ReasonOf(verdict)} {Values(verdict, s_datatroveValues)}");
        }
        agreement.Require(1);
    }

    [Theory]
    [InlineData(ParityScope.Synthetic)]
    [InlineData(ParityScope.All)]
    public void Apply_DatatroveWithOwnWords_DecidesAlike(ParityScope scope)
    {
        var (filter, agreement) = (GopherQualityFilter.Create(new(), new()), new Agreement());
        foreach (var (document, decision) in ParityData.Decisions("datatrove", scope))
            agreement.Add(document, Reason(decision.GetProperty("gopher_quality")), Verdicts.ReasonOf(filter.Apply(document.Document)));
        agreement.RequirePerLanguage(0.995);
    }

    [Theory]
    [InlineData(ParityScope.Synthetic, GopherDialect.Dolma)]
    [InlineData(ParityScope.All, GopherDialect.Dolma)]
    [InlineData(ParityScope.Synthetic, GopherDialect.DolmaV2)]
    [InlineData(ParityScope.All, GopherDialect.DolmaV2)]
    public void Apply_Dolma_MeasuresAlike(ParityScope scope, GopherDialect dialect)
    {
        var (filter, agreement) = (GopherQualityFilter.Create(new() { Dialect = dialect }, new()), new Agreement());
        foreach (var (document, decision) in ParityData.Decisions("dolma", scope))
        {
            // The tagger says nothing of the empty text.
            if (document.Document.Text.Length == 0) continue;
            var expected = DolmaAttributes.Of(decision, dialect);
            agreement.Add(document, Values(expected, s_dolmaValues), Values(filter.Apply(document.Document), s_dolmaValues));
        }
        agreement.Require(1);
    }

    [Theory]
    [InlineData(ParityScope.Synthetic)]
    [InlineData(ParityScope.All)]
    public void Apply_Dclm_DecidesAlike(ParityScope scope)
    {
        var (filter, agreement) = (GopherQualityFilter.Create(new() { Dialect = GopherDialect.Dclm }, new()), new Agreement());
        var (unique, uniqueAgreement) = (GopherQualityFilter.Create(new() { Dialect = GopherDialect.Dclm, UniqueStopWords = true }, new()), new Agreement());
        foreach (var (document, decision) in ParityData.Decisions("dclm", scope))
        {
            var found = Verdicts.ReasonOf(filter.Apply(document.Document));
            var rule = Array.FindIndex(s_dclmRules, r => r.Reasons.Contains(found));
            agreement.Add(document, $"{Array.FindIndex(s_dclmRules, r => !decision.GetProperty(r.Key).GetBoolean())}", $"{rule}");
            var stopWords = Verdicts.SignalsOf(unique.Apply(document.Document))["gopher_quality_stop_words"] >= 2;
            uniqueAgreement.Add(document, decision.GetProperty("stop_word_2_unique").GetBoolean().ToString(), stopWords.ToString());
        }
        agreement.Require(1);
        uniqueAgreement.Require(1);
    }

    static string Reason(JsonElement decision) => decision.GetProperty("reason").GetString() is { } reason ? s_datatroveReasons[reason] : "keep";

    static string Values(JsonElement values, (string Key, string Signal)[] names) =>
        string.Join(' ', names.Select(n => values.TryGetProperty(n.Key, out var value) && value.ValueKind == JsonValueKind.Number ? Verdicts.Round(value.GetDouble()) : "0"));

    static string Values(Core.Documents.Verdict verdict, (string Key, string Signal)[] names)
    {
        var signals = Verdicts.SignalsOf(verdict);
        return string.Join(' ', names.Select(n => Verdicts.Round(signals[n.Signal]!.Value)));
    }
}
