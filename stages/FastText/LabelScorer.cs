namespace Curation.Stages.FastText;

/// <summary>Makes scores of labels from a line's vector. Follows fastText's loss.cc, its lookup table and its added 1e-5 included.</summary>
abstract class LabelScorer
{
    /// <summary>Whether a difference in the last bit of the vector shows only in the last bits of a score.</summary>
    public abstract bool IsSmooth { get; }

    /// <summary>The best labels and their scores, best first.</summary>
    /// <returns>How many were written.</returns>
    public abstract int Best(ReadOnlySpan<float> vector, Span<(int Label, float Score)> best);

    /// <summary>The score of one label.</summary>
    public abstract float Score(ReadOnlySpan<float> vector, int label);

    public static LabelScorer Create(FastTextLoss loss, FastTextMatrix output, ReadOnlySpan<long> counts) => loss switch
    {
        FastTextLoss.HierarchicalSoftmax => new TreeScorer(output, new(counts)),
        FastTextLoss.Softmax => new SoftmaxScorer(output),
        _ => new SigmoidScorer(output),
    };

    /// <summary>The best of the scores of all labels.</summary>
    protected static int BestOf(ReadOnlySpan<float> scores, Span<(int Label, float Score)> best)
    {
        Span<(int, float)> room = best.Length < 64 ? stackalloc (int, float)[best.Length + 1] : new (int, float)[best.Length + 1];
        var heap = new BestLabels(room);
        for (var label = 0; label < scores.Length; label++) heap.Add(label, Log(scores[label]));
        return Finish(heap, room, best);
    }

    /// <summary>Orders labels by the logarithms of their scores and writes the scores.</summary>
    protected static int Finish(BestLabels heap, ReadOnlySpan<(int Label, float Score)> room, Span<(int Label, float Score)> best)
    {
        heap.Sort();
        for (var i = 0; i < heap.Count; i++) best[i] = (room[i].Label, MathF.Exp(room[i].Score));
        return heap.Count;
    }

    /// <summary>The score that a probability is written as.</summary>
    protected static float Written(float value) => MathF.Exp(Log(value));

    /// <summary>Logarithms are taken of 1e-5 more, which shows in the scores.</summary>
    protected static float Log(float value) => (float)Math.Log(value + 1e-5);
}
