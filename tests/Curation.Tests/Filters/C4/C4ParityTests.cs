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

    [Theory]
    [InlineData("c4_v1", C4Dialect.Dolma)]
    [InlineData("c4_v2", C4Dialect.DolmaV2)]
    public void Apply_Dolma_MeasuresTheSameLinesAndFlags(string tagger, C4Dialect dialect)
    {
        var filter = C4Filter.Create(new() { Dialect = dialect, BadWords = Repository.DataOrSkip("lists/ldnoobw/en") }, new());
        var results = new List<(string, string, string)>();
        foreach (var (document, decision) in ParityData.Decisions("dolma"))
        {
            var expected = decision.GetProperty(tagger);
            if (expected.ValueKind == JsonValueKind.String) expected = decision.GetProperty("c4_v1");
            var flags = string.Join(' ', s_dolmaFlags.Select(f => expected.GetProperty(f.Key).GetBoolean()));
            var lines = $"{expected.GetProperty("line_count")} {expected.GetProperty("lines_with_no_ending_punctuation")[0]} {expected.GetProperty("lines_with_too_few_words")[0]}";
            var signals = SignalsOf(filter.Apply(document));
            results.Add((document.Id, $"{flags} {lines}",
                $"{string.Join(' ', s_dolmaFlags.Select(f => signals[f.Value] > 0))} {signals["c4_lines"]} {signals["c4_lines_no_punctuation"]} {signals["c4_lines_few_words"]}"));
        }
        ParityData.Agree(results, 1);
    }

    [Fact]
    public void Apply_Dclm_FindsTheSameSubstrings()
    {
        var filter = C4Filter.Create(new() { Dialect = C4Dialect.Dolma }, new());
        var results = new List<(string, string, string)>();
        foreach (var (document, decision) in ParityData.Decisions("dclm"))
        {
            var signals = SignalsOf(filter.Apply(document));
            results.Add((document.Id,
                $"{decision.GetProperty("substring_lorem_ipsum").GetBoolean()} {decision.GetProperty("substring_curly").GetBoolean()}",
                $"{signals["c4_lines_lorem_ipsum"] == 0} {signals["c4_lines_curly_bracket"] == 0}"));
        }
        ParityData.Agree(results, 1);
    }

    static readonly Dictionary<string, string> s_dolmaFlags = new(StringComparer.Ordinal)
    {
        ["has_naughty_word"] = "c4_lines_bad_word",
        ["has_javascript"] = "c4_lines_javascript",
        ["has_lorem_ipsum"] = "c4_lines_lorem_ipsum",
        ["has_curly_brace"] = "c4_lines_curly_bracket",
    };

    static Signals SignalsOf(Verdict verdict) => (verdict as Verdict.Dropped)?.Document.Signals ?? ((Verdict.Kept)verdict).Document.Signals;

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
