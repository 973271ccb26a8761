namespace Curation.Mixers.Regression;

/// <summary>A model at a mix that a search moves about in: it computes what moving weight between two domains changes, and no more.</summary>
abstract class MixCursor
{
    /// <summary>The score here.</summary>
    public abstract double Value { get; }

    /// <summary>The score if two domains had other weights.</summary>
    /// <param name="from">One domain.</param>
    /// <param name="less">Its weight.</param>
    /// <param name="to">The other.</param>
    /// <param name="more">Its weight.</param>
    public abstract double Try(int from, double less, int to, double more);

    /// <summary>Gives two domains other weights.</summary>
    public abstract void Move(int from, double less, int to, double more);
}

/// <summary>For models without a shorter way.</summary>
sealed class WholeCursor(MixModel model, double[] weights) : MixCursor
{
    readonly double[] _weights = [.. weights];

    public override double Value => model.Predict(_weights);

    public override double Try(int from, double less, int to, double more)
    {
        var (a, b) = (_weights[from], _weights[to]);
        (_weights[from], _weights[to]) = (less, more);
        var value = model.Predict(_weights);
        (_weights[from], _weights[to]) = (a, b);
        return value;
    }

    public override void Move(int from, double less, int to, double more) => (_weights[from], _weights[to]) = (less, more);
}
