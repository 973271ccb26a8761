namespace Curation.Mixers.Regression;

/// <summary>c + exp(Σ of a term a domain), or the sum alone: two terms change in a move.</summary>
sealed class ExponentCursor : MixCursor
{
    readonly double[] _a, _terms;
    readonly double[]? _b;
    readonly double _epsilon;
    readonly double? _c;
    double _sum;

    public ExponentCursor(double[] a, double[]? b, double epsilon, double? c, double[] weights)
    {
        (_a, _b, _epsilon, _c) = (a, b, epsilon, c);
        _terms = [.. weights.Select((w, i) => Term(i, w))];
        _sum = _terms.Sum();
    }

    public override double Value => Score(_sum);

    public override double Try(int from, double less, int to, double more) => Score(_sum - _terms[from] - _terms[to] + Term(from, less) + Term(to, more));

    public override void Move(int from, double less, int to, double more)
    {
        (_terms[from], _terms[to]) = (Term(from, less), Term(to, more));
        _sum = _terms.Sum();
    }

    double Score(double exponent) => _c is { } floor ? floor + Math.Exp(Math.Min(exponent, 60)) : exponent;

    double Term(int i, double weight) => _a[i] * weight + (_b is null || _b[i] == 0 ? 0 : _b[i] * Math.Log(weight + _epsilon));
}
