using System.Text.Json;
using Curation.Core.Documents;
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
            agreement.Add(document, $"{Reason(expected)} {Values(expected.GetProperty("values"), s_datatroveValues)}", $"{Verdicts.ReasonOf(verdict)} {Values(verdict, s_datatroveValues)}");
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
            agreement.Add(document, Values(DolmaAttributes.Of(decision, dialect), s_dolmaValues), Values(filter.Apply(document.Document), s_dolmaValues));
        agreement.Require(1);
    }

    [Theory]
    [InlineData(ParityScope.Synthetic)]
    [InlineData(ParityScope.All)]
    public void Apply_Dclm_MeasuresAndDecidesAlike(ParityScope scope)
    {
        var (filter, decisions, lines, values) = (GopherRepetitionFilter.Create(new() { Dialect = GopherDialect.Dclm }, new()), new Agreement(), new Agreement(), new Agreement());
        foreach (var (document, decision) in ParityData.Decisions("dclm", scope))
        {
            var verdict = filter.Apply(document.Document);
            decisions.Add(document, decision.GetProperty("massive_web_repetition").GetBoolean() ? "keep" : "drop", verdict is Verdict.Kept ? "keep" : "drop");
            if (Verdicts.ReasonOf(verdict) == "empty") continue;
            lines.Add(document, DclmValues(decision, s_dclmValues[..4]), Values(verdict, s_dclmValues[..4]));
            values.Add(document, DclmValues(decision, s_dclmValues), Values(verdict, s_dclmValues));
        }
        lines.Require(1);
        decisions.Require(0.995);
        values.Require(0.97);
    }

    static string DclmValues(JsonElement decision, (string Key, string Signal)[] names)
    {
        var repetition = decision.GetProperty("repetition");
        return string.Join(' ', names.Select(n => repetition.GetProperty(n.Key)[1] is { ValueKind: JsonValueKind.Number } value ? Verdicts.Round(value.GetDouble()) : "0"));
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

    static string Values(JsonElement values, (string Key, string Signal)[] names) =>
        string.Join(' ', names.Select(n => values.TryGetProperty(n.Key, out var value) && value.ValueKind == JsonValueKind.Number ? Verdicts.Round(value.GetDouble()) : "0"));

    static string Values(Verdict verdict, (string Key, string Signal)[] names)
    {
        var signals = Verdicts.SignalsOf(verdict);
        return string.Join(' ', names.Select(n => Verdicts.Round(signals[n.Signal]!.Value)));
    }
}
