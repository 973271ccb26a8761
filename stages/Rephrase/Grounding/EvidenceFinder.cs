using Curation.Core.Documents;
namespace Curation.Stages.Rephrase.Grounding;

/// <summary>Finds the sentence of a source that has most of a text's words, rare ones counted more.</summary>
static class EvidenceFinder
{
    const int MaxLength = 500;

    /// <summary>The sentence as it stands in the source; empty if it has none of the words.</summary>
    public static string Find(Facts.FactText text, SourceIndex source)
    {
        var scores = new double[source.Text.Sentences];
        foreach (var stem in text.Tokens.Where(t => !t.IsFunction).Select(t => t.Stem).Distinct(StringComparer.Ordinal))
        {
            var (weight, last) = (source.Weight(stem), -1);
            foreach (var place in source.Places(stem))
            {
                var sentence = source.Text.Tokens[place].Sentence;
                if (sentence != last) scores[sentence] += weight;
                last = sentence;
            }
        }
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
            if (scores[i] > scores[best]) best = i;
        return scores[best] > 0 ? Sentence(source.Text, best) : "";
    }

    static string Sentence(Facts.FactText text, int sentence)
    {
        var first = text.Tokens.First(t => t.Sentence == sentence);
        var last = text.Tokens.Last(t => t.Sentence == sentence);
        var end = last.Start + last.Length;
        while (end < text.Text.Length && text.Text[end] is '.' or '!' or '?' or ')' or '"' or '”' or '。') end++;
        return Excerpt.Of(text.Text[first.Start..end], MaxLength);
    }
}
