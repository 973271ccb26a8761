using Curation.Stages.Rephrase.Grounding.Facts;

namespace Curation.Stages.Rephrase.Grounding;

/// <summary>
/// A fact in the midst of words that the source has in the same order around another fact of its kind was put in that one's place, unless the source
/// has it among nearly as many of these words, too.
/// </summary>
static class SlotCheck
{
    const int Reach = 5;
    const int LeastRun = 3;
    const int Lead = 2;

    /// <summary>The first failure, or null.</summary>
    public static GroundingFailure? Check(FactText answer, IReadOnlyList<Fact> facts, SourceIndex source)
    {
        foreach (var fact in facts)
        {
            if (fact.Kind != FactKind.Name)
            {
                if (Check(answer, fact.First, fact.Last, fact, source) is { } failure) return failure;
                continue;
            }
            // Each word by itself: 'New Jersey' put for 'New York' shares a word with it.
            for (var i = fact.First; i <= fact.Last; i++)
                if (Check(answer, i, i, fact, source) is { } failure) return failure;
        }
        return null;
    }

    static GroundingFailure? Check(FactText answer, int first, int last, Fact fact, SourceIndex source)
    {
        var (other, at) = (0, -1);
        foreach (var candidate in source.Facts)
        {
            if (candidate.Kind != fact.Kind) continue;
            if (fact.Kind != FactKind.Name)
            {
                if (!Same(candidate, fact)) Try(candidate.First, candidate.Last);
                continue;
            }
            for (var i = candidate.First; i <= candidate.Last; i++)
                if (source.Text.Tokens[i].Stem != answer.Tokens[first].Stem) Try(i, i);
        }
        if (other < LeastRun || Own(answer, first, last, fact, source) > other - Lead) return null;
        return new(GroundingReasons.Joined, FactCheck.Span(answer, fact), $"the source has '{source.Text.Of(source.Text.Tokens[at])}' among these words");

        void Try(int from, int to)
        {
            if (Run(answer, first, last, source.Text, from, to) is var run && run > other) (other, at) = (run, from);
        }
    }

    /// <summary>The longest run of the answer's words around the same fact.</summary>
    static int Own(FactText answer, int first, int last, Fact fact, SourceIndex source)
    {
        var own = 0;
        foreach (var place in source.Places(answer.Tokens[first].Stem)) own = Math.Max(own, Run(answer, first, first, source.Text, place, place));
        if (fact.Kind != FactKind.Name)
            foreach (var same in source.Facts.Where(f => Same(f, fact))) own = Math.Max(own, Run(answer, first, last, source.Text, same.First, same.Last));
        return own;
    }

    static bool Same(Fact a, Fact b) => a.Values.Any(v => b.Values.Contains(v, StringComparer.Ordinal));

    /// <summary>
    /// How many words on both sides are the same; 0 unless some are on each side and one of them tells something. Where both sentences end, that is a word, too.
    /// </summary>
    static int Run(FactText answer, int first, int last, FactText source, int otherFirst, int otherLast)
    {
        var (left, leftContent) = Side(answer, first, source, otherFirst, -1);
        if (left == 0) return 0;
        var (right, rightContent) = Side(answer, last, source, otherLast, 1);
        return right > 0 && (leftContent || rightContent) ? left + right : 0;
    }

    static (int Words, bool HasContent) Side(FactText answer, int from, FactText source, int otherFrom, int step)
    {
        var hasContent = false;
        for (var words = 0; words < Reach; words++)
        {
            var (i, j) = (from + step * (words + 1), otherFrom + step * (words + 1));
            var (ends, otherEnds) = (Ends(answer, from, i), Ends(source, otherFrom, j));
            if (ends && otherEnds) return (words + 1, hasContent);
            if (ends || otherEnds || answer.Tokens[i].Stem != source.Tokens[j].Stem) return (words, hasContent);
            hasContent |= !answer.Tokens[i].IsFunction;
        }
        return (Reach, hasContent);
    }

    static bool Ends(FactText text, int from, int at) => at < 0 || at >= text.Tokens.Count || text.Tokens[at].Sentence != text.Tokens[from].Sentence;
}
