using Curation.Stages.Text.Sentences;
using Curation.Stages.Text.Tokens;
using Curation.Stages.Text.Words;

namespace Curation.Tests.Filters.Parity;

/// <summary>Our segmentation against the originals'.</summary>
public sealed class TokenParityTests
{
    [Theory]
    [InlineData(ParityScope.Synthetic, 1)]
    [InlineData(ParityScope.All, 0.999)]
    public void Segment_EnglishRules_GivesSpacysTokens(ParityScope scope, double share)
    {
        var (words, agreement, segmenter) = (ParityData.Words(scope), new Agreement(), new TokenSegmenter());
        foreach (var document in ParityData.Lines("docs", scope).Select(ParityDocument.Of))
        {
            if (!words.TryGetValue(document.Document.Id, out var list)) continue;
            var text = document.Document.Text;
            var found = new List<string>();
            foreach (var token in segmenter.Segment(text)) found.Add(token.Of(text).ToString());
            agreement.Add(document, string.Join('\n', list), string.Join('\n', found));
        }
        agreement.RequirePerLanguage(share);
    }

    [Theory]
    [InlineData(ParityScope.Synthetic)]
    [InlineData(ParityScope.All)]
    public void Count_SentencesOfTheOriginalsTokens_IsSpacys(ParityScope scope)
    {
        var agreement = new Agreement();
        var documents = ParityData.Lines("docs", scope).Select(ParityDocument.Of).ToDictionary(d => d.Document.Id, StringComparer.Ordinal);
        foreach (var line in ParityData.Lines("words", scope))
        {
            var document = documents[line.GetProperty("id").GetString()!];
            var words = line.GetProperty("words").EnumerateArray().Select(w => w.GetString()!).ToArray();
            // Spans of blanks alone are no sentences of ours.
            var runes = document.Document.Text.EnumerateRunes().ToArray();
            var expected = line.GetProperty("sentence_spans").EnumerateArray()
                .Count(s => runes[s[0].GetInt32()..s[1].GetInt32()].Any(r => !Stages.Text.Python.PythonText.IsSpace(r.IsBmp ? (char)r.Value : 'x')));
            agreement.Add(document, $"{expected}", $"{TokenSentences.Count(OriginalWords.Tokens(document.Document.Text, words))}");
        }
        agreement.Require(0.995);
    }

    [Theory]
    [InlineData(ParityScope.Synthetic)]
    [InlineData(ParityScope.All)]
    public void Count_FastTextWords_IsDclms(ParityScope scope)
    {
        var agreement = new Agreement();
        foreach (var (document, decision) in ParityData.Decisions("dclm", scope))
            agreement.Add(document, $"{decision.GetProperty("words").GetProperty("fasttext")}", $"{FastTextWords.Count(document.Document.Text)}");
        agreement.Require(1);
    }

    [Theory]
    [InlineData(ParityScope.Synthetic)]
    [InlineData(ParityScope.All)]
    public void Count_BareWords_IsDclms(ParityScope scope)
    {
        var agreement = new Agreement();
        foreach (var (document, decision) in ParityData.Decisions("dclm", scope))
            agreement.Add(document, $"{decision.GetProperty("words").GetProperty("uax29")}", $"{SharedTokens.Bare(document.Document.Text, null).Length}");
        agreement.RequirePerLanguage(0.97);
    }
}
