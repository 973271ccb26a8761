using Curation.Stages.Rephrase.Grounding.Facts;

namespace Curation.Stages.Rephrase.Grounding;

/// <summary>
/// Facts must stand among the words among which the source has them: if the words around a number, date or name of the answer fit another fact of
/// its kind in the source clearly better than it, the two were mixed up.
/// </summary>
sealed class JoinCheck
{
    const int Reach = 8;
    const double Beside = 2;
    const double Far = 14;
    const double Clearly = 1.2;
    const double Margin = 0.45;
    readonly FactText _answer;
    readonly SourceIndex _source;
    readonly List<(string Stem, double Weight)> _words = [];
    readonly FactToken?[] _beside = new FactToken?[4];

    JoinCheck(FactText answer, SourceIndex source) => (_answer, _source) = (answer, source);

    /// <summary>The first failure, or null.</summary>
    public static GroundingFailure? Check(FactText answer, IReadOnlyList<Fact> facts, FactText? question, SourceIndex source)
    {
        var check = new JoinCheck(answer, source);
        foreach (var fact in facts)
            if (check.Check(fact, question) is { } failure) return failure;
        return null;
    }

    GroundingFailure? Check(Fact fact, FactText? question)
    {
        Around(fact, question);
        var total = _words.Sum(w => w.Weight);
        if (_words.Count < 2) return null;
        double own = 0, other = 0;
        Fact? better = null;
        foreach (var place in Places(fact))
        {
            if (IsQuoted(place.First, place.Last)) return null;
            own = Math.Max(own, Fit(place.First, place.Last));
        }
        foreach (var candidate in _source.Facts)
        {
            if (candidate.Kind != fact.Kind || IsOpening(candidate) || candidate.Values.Any(v => fact.Values.Contains(v, StringComparer.Ordinal))) continue;
            var fit = Fit(candidate.First, candidate.Last);
            if (fit > other) (other, better) = (fit, candidate);
        }
        if (better is null || other < own * Clearly + Margin || other < 0.5 * total) return null;
        return new(GroundingReasons.Joined, FactCheck.Span(_answer, fact), $"the source has '{FactCheck.Span(_source.Text, better)}' there");
    }

    /// <summary>Where the source has a fact, in whatever form.</summary>
    IEnumerable<(int First, int Last)> Places(Fact fact)
    {
        foreach (var other in _source.Facts)
            if (other.Kind == fact.Kind && other.Values.Any(v => fact.Values.Contains(v, StringComparer.Ordinal))) yield return (other.First, other.Last);
        var anchor = fact.Kind == FactKind.Name
            ? Enumerable.Range(fact.First, fact.Last - fact.First + 1).Select(i => _answer.Tokens[i].Stem).MinBy(s => _source.Places(s).Count is 0 ? int.MaxValue : _source.Places(s).Count)
            : _answer.Tokens[fact.First].Stem;
        foreach (var place in _source.Places(anchor!)) yield return (place, place);
    }

    /// <summary>The words around a fact in its sentence; where these are few, those of the question.</summary>
    void Around(Fact fact, FactText? question)
    {
        _words.Clear();
        var sentence = _answer.Tokens[fact.First].Sentence;
        for (var i = Math.Max(0, fact.First - Reach); i <= Math.Min(_answer.Tokens.Count - 1, fact.Last + Reach); i++)
            if ((i < fact.First || i > fact.Last) && _answer.Tokens[i].Sentence == sentence) Add(_answer.Tokens[i], 1);
        if (_words.Count < 3 && question is not null)
            foreach (var token in question.Tokens) Add(token, 0.7);
        for (var i = 0; i < 4; i++)
        {
            var at = i switch { 0 => fact.First - 1, 1 => fact.Last + 1, 2 => fact.First - 2, _ => fact.Last + 2 };
            _beside[i] = at >= 0 && at < _answer.Tokens.Count && _answer.Tokens[at].Sentence == sentence ? _answer.Tokens[at] : null;
        }
    }

    void Add(FactToken token, double factor)
    {
        if (token.IsFunction || _words.Exists(w => w.Stem == token.Stem)) return;
        var weight = _source.Weight(token.Stem) * factor;
        if (weight > 0) _words.Add((token.Stem, weight));
    }

    /// <summary>A single word that begins a sentence has its capital from there.</summary>
    bool IsOpening(Fact fact) => fact.Kind == FactKind.Name && fact.First == fact.Last
        && (_source.Text.Tokens[fact.First].IsFirst || _source.Text.Tokens[fact.First].Key.Contains('\'', StringComparison.Ordinal));

    /// <summary>Whether all words beside the answer's fact stand beside a place of the source.</summary>
    bool IsQuoted(int first, int last)
    {
        var (beside, content) = (0, 0);
        ReadOnlySpan<int> places = [first - 1, last + 1, first - 2, last + 2];
        for (var i = 0; i < places.Length; i++)
        {
            if (_beside[i] is not { } token) continue;
            if (places[i] < 0 || places[i] >= _source.Text.Tokens.Count || _source.Text.Tokens[places[i]].Stem != token.Stem) return false;
            beside++;
            if (!token.IsFunction) content++;
        }
        return beside >= 2 && content > 0;
    }

    /// <summary>How well the words around the answer's fact fit a place of the source.</summary>
    double Fit(int first, int last)
    {
        double fit = 0;
        foreach (var (stem, weight) in _words)
        {
            var distance = Math.Min(_source.Distance(stem, first), _source.Distance(stem, last));
            if (distance == 0) continue;
            fit += weight * Math.Clamp(1 - (distance - Beside) / Far, 0, 1);
        }
        ReadOnlySpan<double> bonus = [0.75, 0.75, 0.35, 0.35];
        ReadOnlySpan<int> places = [first - 1, last + 1, first - 2, last + 2];
        for (var i = 0; i < 4; i++)
            if (_beside[i] is { } token && places[i] >= 0 && places[i] < _source.Text.Tokens.Count && _source.Text.Tokens[places[i]].Stem == token.Stem) fit += bonus[i];
        return fit;
    }
}
