using Curation.Mixers.Regression;

namespace Curation.Mixers.Blend;

/// <summary>An objective at a mix that a search moves about in.</summary>
sealed class ObjectiveCursor
{
    readonly Objective _objective;
    readonly (MixCursor Cursor, double Factor)[] _terms;
    readonly double[] _divergence;

    public ObjectiveCursor(Objective objective, double[] weights)
    {
        _objective = objective;
        Weights = [.. weights];
        _terms = [.. objective.Terms.Where(t => t.Factor != 0).Select(t => (t.Model.At(weights), t.Factor))];
        _divergence = [.. weights.Select((w, i) => Divergence(i, w))];
    }

    /// <summary>The mix.</summary>
    public double[] Weights { get; }

    /// <summary>Score and penalty here.</summary>
    public double Value => _terms.Sum(t => t.Factor * t.Cursor.Value) + _divergence.Sum();

    /// <summary>Score and penalty if two domains had other weights.</summary>
    public double Try(int from, double less, int to, double more)
    {
        var value = -_divergence[from] - _divergence[to] + Divergence(from, less) + Divergence(to, more);
        foreach (var part in _divergence) value += part;
        foreach (var (cursor, factor) in _terms) value += factor * cursor.Try(from, less, to, more);
        return value;
    }

    /// <summary>Gives two domains other weights.</summary>
    public void Move(int from, double less, int to, double more)
    {
        (Weights[from], Weights[to]) = (less, more);
        (_divergence[from], _divergence[to]) = (Divergence(from, less), Divergence(to, more));
        foreach (var (cursor, _) in _terms) cursor.Move(from, less, to, more);
    }

    double Divergence(int domain, double weight) => weight <= 0 || _objective.KlPenalty == 0 ? 0 : _objective.KlPenalty * weight * Math.Log(weight / _objective.Natural[domain]);
}
