using System.Text.Json;
using Curation.Stages.Filters.Gopher;
using Curation.Stages.Filters.GopherRepetition;

namespace Curation.Tests.Filters.Parity;

public sealed class GopherRepetitionParityTests
{
    static readonly (string Key, string Signal)[] s_datatroveValues =
    [
        ("dup_para_frac", "gopher_repetition_duplicate_paragraphs"), ("dup_para_char_frac", "gopher_repetition_duplicate_paragraph_characters"),
        ("dup_line_frac", "gopher_repetition_duplicate_lines"), ("dup_line_char_frac", "gopher_repetition_duplicate_line_characters"),
        .. Enumerable.Range(2, 3).Select(n => ($"top_{n}_frac", $"gopher_repetition_top_{n}_gram")),
        .. Enumerable.Range(5, 6).Select(n => ($"dup_{n}_frac", $"gopher_repetition_duplicate_{n}_grams")),
    ];

    static readonly (string Key, string Signal)[] s_dolmaValues =
    [
        ("fraction_of_duplicate_lines", "gopher_repetition_duplicate_lines"), ("fraction_of_characters_in_duplicate_lines", "gopher_repetition_duplicate_line_characters"),
        .. Enumerable.Range(2, 3).Select(n => ($"fraction_of_characters_in_most_common_{n}grams", $"gopher_repetition_top_{n}_gram")),
        .. Enumerable.Range(5, 6).Select(n => ($"fraction_of_characters_in_duplicate_{n}grams", $"gopher_repetition_duplicate_{n}_grams")),
    ];

    static readonly (string Key, string Signal)[] s_dclmValues =
    [
        ("line_count", "gopher_repetition_duplicate_lines"), ("paragraph_count", "gopher_repetition_duplicate_paragraphs"),
        ("line_chars", "gopher_repetition_duplicate_line_characters"), ("paragraph_chars", "gopher_repetition_duplicate_paragraph_characters"),
        .. Enumerable.Range(2, 3).Select(n => ($"{n}", $"gopher_repetition_top_{n}_gram")),
        .. Enumerable.Range(5, 6).Select(n => ($"{n}", $"gopher_repetition_duplicate_{n}_grams")),
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
            var filter = new GopherRepetitionFilter(new(), OriginalWords.Source(document.Document.Text, list));
            var expected = decision.GetProperty("gopher_repetition");
            var verdict = filter.Apply(document.Document);
            var (theirs, ours) = Measured.Values(expected.GetProperty("values"), verdict, s_datatroveValues);
            agreement.Add(document, $"{Reason(expected)} {theirs}", $"{Verdicts.ReasonOf(verdict)} {ours}");
        }
        agreement.Require(1);
    }

    [Theory]
    [InlineData(ParityScope.Synthetic)]
    [InlineData(ParityScope.All)]
    public void Apply_DatatroveWithOwnWords_DecidesAlike(ParityScope scope)
    {
        var (filter, agreement) = (GopherRepetitionFilter.Create(new(), new()), new Agreement());
        foreach (var (document, decision) in ParityData.Decisions("datatrove", scope))
            agreement.Add(document, Reason(decision.GetProperty("gopher_repetition")), Verdicts.ReasonOf(filter.Apply(document.Document)));
        agreement.RequirePerLanguage(0.995);
    }

    [Theory]
    [InlineData(ParityScope.Synthetic, GopherDialect.Dolma)]
    [InlineData(ParityScope.All, GopherDialect.Dolma)]
    [InlineData(ParityScope.Synthetic, GopherDialect.DolmaV2)]
    [InlineData(ParityScope.All, GopherDialect.DolmaV2)]
    public void Apply_Dolma_MeasuresAlike(ParityScope scope, GopherDialect dialect)
    {
        var (filter, agreement) = (GopherRepetitionFilter.Create(new() { Dialect = dialect }, new()), new Agreement());
        foreach (var (document, decision) in ParityData.Decisions("dolma", scope))
        {
            var (theirs, ours) = Measured.Values(DolmaAttributes.Of(decision, dialect), filter.Apply(document.Document), s_dolmaValues);
            agreement.Add(document, theirs, ours);
        }
        agreement.Require(1);
    }

    [Theory]
    [InlineData(ParityScope.Synthetic)]
    [InlineData(ParityScope.All)]
    public void Apply_DclmWithTheStubsWords_MeasuresAndDecidesAlike(ParityScope scope)
    {
        var (filter, decisions, values) = (new GopherRepetitionFilter(new() { Dialect = GopherDialect.Dclm }, StubbedWords.Of), new Agreement(), new Agreement());
        foreach (var (document, decision) in ParityData.Decisions("dclm", scope))
        {
            var verdict = filter.Apply(document.Document);
            decisions.Add(document, DclmReason(decision), Verdicts.ReasonOf(verdict));
            if (Verdicts.ReasonOf(verdict) == "empty") continue;
            var (theirs, ours) = Measured.Values(decision.GetProperty("repetition"), verdict, s_dclmValues);
            values.Add(document, theirs, ours);
        }
        decisions.Require(0.999);
        values.Require(0.995);
    }

    [Theory]
    [InlineData(ParityScope.Synthetic)]
    [InlineData(ParityScope.All)]
    public void Apply_DclmWithOwnWords_DecidesAlike(ParityScope scope)
    {
        var (filter, agreement) = (GopherRepetitionFilter.Create(new() { Dialect = GopherDialect.Dclm }, new()), new Agreement());
        foreach (var (document, decision) in ParityData.Decisions("dclm", scope))
            agreement.Add(document, DclmReason(decision), Verdicts.ReasonOf(filter.Apply(document.Document)));
        agreement.RequirePerLanguage(0.995);
    }

    /// <summary>The first of DCLM's rules that fails, as ours call it; a rule that fails without a value had no line.</summary>
    static string DclmReason(JsonElement decision)
    {
        var repetition = decision.GetProperty("repetition");
        foreach (var (key, signal) in s_dclmValues)
        {
            var rule = repetition.GetProperty(key);
            if (rule[0].GetBoolean()) continue;
            return rule[1].ValueKind == JsonValueKind.Null ? "empty" : signal["gopher_repetition_".Length..].Replace('_', '-');
        }
        return "keep";
    }

    static string Reason(JsonElement decision) => decision.GetProperty("reason").GetString() switch
    {
        null => "keep",
        "dup_para_frac" => "duplicate-paragraphs",
        "dup_para_char_frac" => "duplicate-paragraph-characters",
        "dup_line_frac" => "duplicate-lines",
        "dup_line_char_frac" => "duplicate-line-characters",
        // The original divides by the length of the empty text.
        "error:ZeroDivisionError" => "empty",
        var reason when reason.StartsWith("top_", StringComparison.Ordinal) => reason.Replace('_', '-'),
        var reason => reason.Replace("duplicated", "duplicate", StringComparison.Ordinal).Replace("_n_", "_", StringComparison.Ordinal).Replace('_', '-'),
    };
}
