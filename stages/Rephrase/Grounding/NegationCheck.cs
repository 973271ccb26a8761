using System.Collections.Frozen;
using Curation.Stages.Rephrase.Grounding.Facts;

namespace Curation.Stages.Rephrase.Grounding;

/// <summary>
/// A statement may be negated only where the source negates it, and the reverse: each sentence is laid beside the place of the source that has most of
/// its words, and the negations between these words are compared.
/// </summary>
static class NegationCheck
{
    const int LeastWords = 3;
    const int Before = 2;
    const double Alike = 0.7;

    static readonly FrozenSet<string> s_cues = "not no never none nobody nothing neither nor without cannot nicht kein keine keinen keiner keinem nie niemals ohne pas jamais aucun aucune sans nunca sin ningun ninguna ninguno"
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The first failure, or null.</summary>
    public static GroundingFailure? Check(FactText answer, SourceIndex source)
    {
        var tokens = answer.Tokens;
        for (var i = 0; i < tokens.Count;)
        {
            var start = i;
            while (i < tokens.Count && tokens[i].Sentence == tokens[start].Sentence && i - start < 40) i++;
            if (Clause(answer, start, i, source) is { } failure) return failure;
        }
        return null;
    }

    static GroundingFailure? Clause(FactText answer, int start, int end, SourceIndex source)
    {
        var words = new List<(int At, string Stem, double Weight)>();
        for (var i = start; i < end; i++)
            if (answer.Tokens[i] is { IsFunction: false } token && source.Weight(token.Stem) is > 0 and var weight) words.Add((i, token.Stem, weight));
        if (words.Count < LeastWords) return null;
        if (Align(words, end - start, source) is not { } places) return null;
        // Between the first and last word that both have, with the word before.
        var (first, last) = (words.Count, -1);
        var (from, to) = (int.MaxValue, -1);
        for (var w = 0; w < words.Count; w++)
        {
            if (places[w] < 0) continue;
            (first, last) = (Math.Min(first, w), w);
            (from, to) = (Math.Min(from, places[w]), Math.Max(to, places[w]));
        }
        var own = Cues(answer, Math.Max(start, words[first].At - Before), words[last].At);
        var theirs = Cues(source.Text, Math.Max(0, from - Before), to);
        if (own.Count == 0 == (theirs.Count == 0)) return null;
        var (span, text) = own.Count > 0 ? (own.First, answer) : (words[first].At, answer);
        return new(GroundingReasons.Negation, Around(text, span, end), own.Count > 0 ? "the source does not negate it" : "the source negates it");
    }

    /// <summary>The place of the source that has most of the words near each other: a place for each word, -1 for those that it lacks; null if too few are there.</summary>
    static int[]? Align(List<(int At, string Stem, double Weight)> words, int length, SourceIndex source)
    {
        var total = words.Sum(w => w.Weight);
        var reach = length + 3;
        var (best, shift) = (0.0, 0);
        foreach (var anchor in words.OrderBy(w => source.Places(w.Stem).Count).Take(3))
        {
            foreach (var place in source.Places(anchor.Stem).Take(200))
            {
                // A word in the same distance as in the answer counts more.
                var score = words.Sum(w => source.Distance(w.Stem, place + w.At - anchor.At) is var distance && distance <= 1 ? w.Weight * 1.25 : distance <= reach ? w.Weight : 0);
                if (score > best) (best, shift) = (score, place - anchor.At);
            }
        }
        if (best < Alike * total) return null;
        var places = new int[words.Count];
        for (var w = 0; w < places.Length; w++)
        {
            var (nearest, distance) = (-1, reach + 1);
            foreach (var place in source.Places(words[w].Stem))
                if (Math.Abs(place - words[w].At - shift) < distance) (nearest, distance) = (place, Math.Abs(place - words[w].At - shift));
            places[w] = nearest;
        }
        return places.Count(p => p >= 0) >= LeastWords ? places : null;
    }

    static (int Count, int First) Cues(FactText text, int from, int to)
    {
        var (count, first) = (0, -1);
        // What stands before the first word belongs to its sentence, or it is another's.
        while (text.Tokens[from].Sentence != text.Tokens[Math.Min(to, from + Before)].Sentence && from < to) from++;
        for (var i = from; i <= to && i < text.Tokens.Count; i++)
        {
            if (!s_cues.Contains(text.Tokens[i].Key) && !text.Tokens[i].Key.EndsWith("n't", StringComparison.Ordinal)) continue;
            if (count++ == 0) first = i;
        }
        return (count, first);
    }

    static string Around(FactText text, int at, int end)
    {
        var start = text.Tokens[Math.Max(0, at - 1)].Start;
        var last = text.Tokens[Math.Min(end - 1, at + 5)];
        return text.Text[start..Math.Max(start, last.Start + last.Length)];
    }
}
