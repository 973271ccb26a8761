using Curation.Stages.Rephrase.Grounding.Facts;

namespace Curation.Stages.Rephrase.Grounding;

/// <summary>Numbers, dates, names, URLs and code of an answer must occur in its source.</summary>
static class FactCheck
{
    /// <summary>The first failure, or null.</summary>
    public static GroundingFailure? Check(FactText answer, IReadOnlyList<Fact> facts, SourceIndex source, GroundingRules rules)
    {
        foreach (var fact in facts)
        {
            switch (fact.Kind)
            {
                case FactKind.Number when rules.Numbers && !fact.Values.Any(source.HasValue):
                    return new(GroundingReasons.Number, Span(answer, fact));
                case FactKind.Date when rules.Numbers && !HasDate(source, fact.Values[0]):
                    return new(GroundingReasons.Date, Span(answer, fact));
                case FactKind.Name when rules.Names && MissingName(answer, fact, source) is { } name:
                    return new(GroundingReasons.Name, name);
            }
        }
        return rules.Verbatim ? Verbatim(answer, source) : null;
    }

    /// <summary>The characters of a fact.</summary>
    public static string Span(FactText text, Fact fact)
    {
        var (first, last) = (text.Tokens[fact.First], text.Tokens[fact.Last]);
        return text.Text[first.Start..(last.Start + last.Length)];
    }

    /// <summary>A date agrees with one of the source that says the same of all that it says; a month and year may be part of a whole date.</summary>
    static bool HasDate(SourceIndex source, string date)
    {
        var parts = date.Split('-');
        foreach (var fact in source.Facts)
        {
            if (fact.Kind != FactKind.Date) continue;
            var other = fact.Values[0].Split('-');
            var agrees = true;
            for (var i = 0; i < 3; i++) agrees &= parts[i] == "0" || parts[i] == other[i];
            if (agrees) return true;
        }
        return false;
    }

    static string? MissingName(FactText answer, Fact fact, SourceIndex source)
    {
        for (var i = fact.First; i <= fact.Last; i++)
        {
            var token = answer.Tokens[i];
            if (source.Has(token) || source.HasKey(token.Key.TrimEnd('s'))) continue;
            // A word that begins a sentence has its capital from there, unless more speaks for a name.
            if (token.IsFirst && !IsNameAtStart(answer, i, fact)) continue;
            return answer.Of(token).ToString();
        }
        return null;
    }

    static bool IsNameAtStart(FactText answer, int i, Fact fact)
    {
        var word = answer.Of(answer.Tokens[i]);
        if (fact.Last > fact.First || word[1..].ContainsAnyInRange('A', 'Z') || word.ContainsAnyInRange('0', '9') || word.EndsWith("'s", StringComparison.Ordinal)) return true;
        if (word.EndsWith("ly", StringComparison.Ordinal) || word.EndsWith("ing", StringComparison.Ordinal)) return false;
        return i + 1 < answer.Tokens.Count && answer.Tokens[i + 1] is { Key: "is" or "was" or "has" or "had" or "will" or "would" or "became" } next
            && next.Sentence == answer.Tokens[i].Sentence;
    }

    static GroundingFailure? Verbatim(FactText answer, SourceIndex source)
    {
        foreach (var token in answer.Tokens)
            if (token.Kind == FactTokenKind.Url && !source.HasKey(token.Key) && !source.Text.Text.Contains(token.Key, StringComparison.OrdinalIgnoreCase))
                return new(GroundingReasons.Url, answer.Of(token).ToString());
        foreach (var (start, end) in answer.Code)
        {
            var missing = answer.Tokens.FirstOrDefault(t => t.IsCode && t.Start >= start && t.Start < end && t.Length > 1 && !source.Has(t));
            if (missing is not null) return new(GroundingReasons.Code, answer.Text[start..Math.Min(end, start + 200)], $"the source has no '{missing.Key}'");
        }
        return null;
    }
}
