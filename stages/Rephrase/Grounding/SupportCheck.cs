using Curation.Stages.Rephrase.Grounding.Facts;

namespace Curation.Stages.Rephrase.Grounding;

/// <summary>Content words of an answer must be its source's: of each sentence and of the whole.</summary>
static class SupportCheck
{
    const int FewWords = 4;

    /// <summary>The first failure, or null.</summary>
    public static GroundingFailure? Check(FactText answer, SourceIndex source, GroundingRules rules)
    {
        var (words, found) = (0, 0);
        for (var i = 0; i < answer.Tokens.Count;)
        {
            var (count, has, pairs, joined) = (0, 0, 0, 0);
            var (start, sentence) = (i, answer.Tokens[i].Sentence);
            string? before = null;
            for (; i < answer.Tokens.Count && answer.Tokens[i].Sentence == sentence; i++)
            {
                var token = answer.Tokens[i];
                if (token.IsFunction) continue;
                count++;
                if (source.Has(token)) has++;
                if (before is not null)
                {
                    pairs++;
                    if (source.HasPair(before, token.Stem)) joined++;
                }
                before = token.Stem;
            }
            (words, found) = (words + count, found + has);
            // A sentence made of the source's words in other order is no quotation of it; one that has few of them has to have their order.
            if (count < FewWords || rules.MinSentenceSupport <= 0) continue;
            var share = has / (double)count;
            var order = pairs == 0 ? 0 : joined / (double)pairs;
            if (share < rules.MinSentenceSupport || (share < rules.MinSentenceSupport + 0.2 && order < 0.12))
                return new(GroundingReasons.Sentence, Span(answer, start, i), $"{has} of {count} content words are in the source");
        }
        return words > 0 && found < rules.MinSupport * words
            ? new(GroundingReasons.Overlap, Span(answer, 0, answer.Tokens.Count), $"{found} of {words} content words are in the source")
            : null;
    }

    /// <summary>Whether a question is about the source.</summary>
    public static GroundingFailure? CheckQuestion(FactText question, SourceIndex source, GroundingRules rules)
    {
        var words = question.Tokens.Where(t => !t.IsFunction).ToList();
        var found = words.Count(source.Has);
        return words.Count > 0 && found < rules.MinQuestionSupport * words.Count
            ? new(GroundingReasons.Question, Span(question, 0, question.Tokens.Count), $"{found} of {words.Count} content words are in the source")
            : null;
    }

    static string Span(FactText text, int from, int to)
    {
        if (from >= to) return "";
        var start = text.Tokens[from].Start;
        var end = text.Tokens[to - 1].Start + text.Tokens[to - 1].Length;
        return text.Text[start..Math.Min(end, start + 300)];
    }
}
