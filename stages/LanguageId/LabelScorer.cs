using System.Numerics;

namespace Curation.Stages.LanguageId;

/// <summary>Makes scores of labels from a line's vector. Follows fastText's loss.cc, its lookup table and its added 1e-5 included.</summary>
abstract class LabelScorer
{
    /// <summary>The best labels and their scores, best first.</summary>
    /// <returns>How many were written.</returns>
    public abstract int Best(ReadOnlySpan<float> vector, Span<(int Label, float Score)> best);

    public static LabelScorer Create(FastTextLoss loss, FastTextMatrix output, long[] counts) => loss switch
    {
        FastTextLoss.HierarchicalSoftmax => new TreeScorer(output, counts),
        FastTextLoss.Softmax => new FlatScorer(output, softmax: true),
        _ => new FlatScorer(output, softmax: false),
    };

    protected static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count) sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        var dot = Vector.Sum(sum);
        for (; i < a.Length; i++) dot += a[i] * b[i];
        return dot;
    }

    /// <summary>Logarithms are taken of 1e-5 more, which shows in the scores.</summary>
    protected static float Log(float value) => MathF.Log(value + 1e-5f);

    /// <summary>Keeps the best, ordered; an equal score keeps the label that came first.</summary>
    protected static int Insert(Span<(int Label, float Score)> best, int count, int label, float score)
    {
        if (count == best.Length && score <= best[^1].Score) return count;
        var at = count < best.Length ? count++ : count - 1;
        while (at > 0 && best[at - 1].Score < score) { best[at] = best[at - 1]; at--; }
        best[at] = (label, score);
        return count;
    }
}
