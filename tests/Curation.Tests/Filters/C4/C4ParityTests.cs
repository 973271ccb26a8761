using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Curation.Core.Documents;
using Curation.Stages.Filters.C4;

namespace Curation.Tests.Filters.C4;

public sealed class C4ParityTests
{
    [Theory]
    [InlineData("c4_punct_rule", true)]
    [InlineData("c4_no_punct_rule", false)]
    public void Apply_DatatroveWithOwnSentences_DecidesAlike(string key, bool punctuation)
    {
        var filter = C4Filter.Create(new() { TerminalPunctuation = punctuation }, new());
        var results = new List<(string, string, string)>();
        foreach (var (document, decision) in ParityData.Decisions("datatrove"))
            results.Add((document.Id, Expected(decision.GetProperty(key)), Found(filter.Apply(document))));
        ParityData.Agree(results, 0.98);
    }

    [Theory]
    [InlineData("c4_punct_rule", true)]
    [InlineData("c4_no_punct_rule", false)]
    public void Apply_DatatroveWithTheOriginalsWords_DecidesAlike(string key, bool punctuation)
    {
        var words = ParityData.Lines("words-all").ToDictionary(
            w => w.GetProperty("id").GetString()!, w => w.GetProperty("words").EnumerateArray().Select(e => e.GetString()!).ToArray(), StringComparer.Ordinal);
        var results = new List<(string, string, string)>();
        foreach (var (document, decision) in ParityData.Decisions("datatrove"))
        {
            if (!words.TryGetValue(document.Id, out var list)) continue;
            var filter = new C4Filter(new() { TerminalPunctuation = punctuation }, new SpacySentences(list).Count);
            results.Add((document.Id, Expected(decision.GetProperty(key)), Found(filter.Apply(document))));
        }
        ParityData.Agree(results, 0.999);
    }

    [Fact]
    public void Apply_Dolma_MeasuresTheSameLinesAndFlags()
    {
        var filter = C4Filter.Create(new() { Dialect = C4Dialect.Dolma }, new());
        var results = new List<(string, string, string)>();
        foreach (var (document, decision) in ParityData.Decisions("dolma"))
        {
            var v1 = decision.GetProperty("c4_v1");
            results.Add((document.Id, Flags(
                v1.GetProperty("has_javascript").GetBoolean(), v1.GetProperty("has_lorem_ipsum").GetBoolean(), v1.GetProperty("has_curly_brace").GetBoolean(),
                v1.GetProperty("line_count").GetInt32(), v1.GetProperty("lines_with_no_ending_punctuation")[0].GetInt32(), v1.GetProperty("lines_with_too_few_words")[0].GetInt32()),
                Flags(filter.Apply(document))));
        }
        ParityData.Agree(results, 1);
    }

    static string Flags(bool javaScript, bool loremIpsum, bool curly, int lines, int noPunctuation, int fewWords) =>
        $"{javaScript} {loremIpsum} {curly} {lines} {noPunctuation} {fewWords}";

    static string Flags(Verdict verdict)
    {
        var signals = (verdict as Verdict.Dropped)?.Document.Signals ?? ((Verdict.Kept)verdict).Document.Signals;
        return Flags(signals["c4_lines_javascript"] > 0, signals["c4_lines_lorem_ipsum"] > 0, signals["c4_lines_curly_bracket"] > 0,
            (int)signals["c4_lines"]!, (int)signals["c4_lines_no_punctuation"]!, (int)signals["c4_lines_few_words"]!);
    }

    static string Expected(JsonElement decision) => decision.GetProperty("reason").GetString() switch
    {
        null => "keep " + decision.GetProperty("text_sha256").GetString(),
        "too_few_sentences" => "c4.too-few-sentences",
        "curly_bracket" => "c4.curly-bracket",
        "lorem_ipsum" => "c4.lorem-ipsum",
        var other => other,
    };

    static string Found(Verdict verdict) => verdict is Verdict.Dropped dropped
        ? dropped.Reason.Id
        : "keep " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(((Verdict.Kept)verdict).Document.Text)));
}
