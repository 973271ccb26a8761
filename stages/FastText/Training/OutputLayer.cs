using Curation.Stages.Kernels;

namespace Curation.Stages.FastText.Training;

/// <summary>The matrix of the labels while it is trained: fastText's losses.</summary>
abstract class OutputLayer(FastTextMatrix matrix)
{
    protected FastTextMatrix Matrix => matrix;

    /// <summary>Learns from one example.</summary>
    /// <param name="hidden">Mean of its rows.</param>
    /// <param name="labels">Its labels, at least one.</param>
    /// <param name="rate">Rate of learning.</param>
    /// <param name="random">Random bits for what is drawn.</param>
    /// <param name="gradient">Gets what is to be added to its mean.</param>
    public abstract void Learn(ReadOnlySpan<float> hidden, ReadOnlySpan<int> labels, float rate, ulong random, Span<float> gradient);

    public static OutputLayer Create(FastTextArgs args, FastTextMatrix matrix, ReadOnlySpan<long> counts) => args.Loss switch
    {
        FastTextLoss.HierarchicalSoftmax => new TreeLayer(matrix, new(counts)),
        FastTextLoss.Softmax => new SoftmaxLayer(matrix),
        FastTextLoss.NegativeSampling => new SamplingLayer(matrix, counts, args.Negatives),
        _ => new OneVersusAllLayer(matrix),
    };

    /// <summary>Of several labels one is learnt at a time.</summary>
    protected static int One(ReadOnlySpan<int> labels, ulong random) => labels.Length == 1 ? labels[0] : labels[Draw.Below(random, labels.Length)];

    /// <summary>A logistic decision on a row.</summary>
    protected void Logistic(int row, bool expected, ReadOnlySpan<float> hidden, float rate, Span<float> gradient)
    {
        var score = 1 / (1 + MathF.Exp(-FloatRows.Dot(Matrix.Row(row), hidden)));
        Step(row, rate * ((expected ? 1 : 0) - score), hidden, gradient);
    }

    protected void Step(int row, float step, ReadOnlySpan<float> hidden, Span<float> gradient)
    {
        FloatRows.AddScaled(gradient, Matrix.Row(row), step);
        FloatRows.AddScaled(Matrix.Row(row), hidden, step);
    }
}

sealed class SoftmaxLayer(FastTextMatrix matrix) : OutputLayer(matrix)
{
    readonly float[] _scores = new float[matrix.Rows];

    public override void Learn(ReadOnlySpan<float> hidden, ReadOnlySpan<int> labels, float rate, ulong random, Span<float> gradient)
    {
        var target = One(labels, random);
        SoftmaxScorer.Scores(Matrix, hidden, _scores);
        for (var label = 0; label < _scores.Length; label++) Step(label, rate * ((label == target ? 1 : 0) - _scores[label]), hidden, gradient);
    }
}

sealed class TreeLayer : OutputLayer
{
    readonly (int Row, bool Right)[][] _ways;

    public TreeLayer(FastTextMatrix matrix, LabelTree tree) : base(matrix) =>
        _ways = [.. Enumerable.Range(0, tree.Labels).Select(l => tree.Way(l).Select(w => (w.Node - tree.Labels, w.Right)).ToArray())];

    public override void Learn(ReadOnlySpan<float> hidden, ReadOnlySpan<int> labels, float rate, ulong random, Span<float> gradient)
    {
        foreach (var (row, right) in _ways[One(labels, random)]) Logistic(row, right, hidden, rate, gradient);
    }
}

sealed class OneVersusAllLayer(FastTextMatrix matrix) : OutputLayer(matrix)
{
    public override void Learn(ReadOnlySpan<float> hidden, ReadOnlySpan<int> labels, float rate, ulong random, Span<float> gradient)
    {
        for (var label = 0; label < Matrix.Rows; label++) Logistic(label, labels.Contains(label), hidden, rate, gradient);
    }
}

sealed class SamplingLayer : OutputLayer
{
    readonly double[] _shares;
    readonly int _negatives;

    /// <summary>Labels are drawn by the square roots of their counts.</summary>
    public SamplingLayer(FastTextMatrix matrix, ReadOnlySpan<long> counts, int negatives) : base(matrix)
    {
        _negatives = negatives;
        _shares = new double[counts.Length];
        double sum = 0;
        for (var i = 0; i < counts.Length; i++) _shares[i] = sum += Math.Sqrt(counts[i]);
    }

    public override void Learn(ReadOnlySpan<float> hidden, ReadOnlySpan<int> labels, float rate, ulong random, Span<float> gradient)
    {
        var target = One(labels, random);
        Logistic(target, true, hidden, rate, gradient);
        ulong drawn = 0;
        for (var i = 0; i < _negatives && _shares.Length > 1;)
        {
            var at = Array.BinarySearch(_shares, (Draw.Bits(random, drawn++) >> 11) * (1.0 / (1L << 53)) * _shares[^1]);
            var label = Math.Min(at < 0 ? ~at : at, _shares.Length - 1);
            if (label == target) continue;
            Logistic(label, false, hidden, rate, gradient);
            i++;
        }
    }
}
