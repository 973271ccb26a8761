using Curation.Stages.Kernels;

namespace Curation.Stages.FastText;

/// <summary>Softmax over a row a label.</summary>
sealed class SoftmaxScorer(FastTextMatrix output) : LabelScorer
{
    public override bool IsSmooth => true;

    public override int Best(ReadOnlySpan<float> vector, Span<(int Label, float Score)> best)
    {
        Span<float> scores = output.Rows <= 1024 ? stackalloc float[output.Rows] : new float[output.Rows];
        Scores(output, vector, scores);
        return BestOf(scores, best);
    }

    public override float Score(ReadOnlySpan<float> vector, int label)
    {
        Span<float> scores = output.Rows <= 1024 ? stackalloc float[output.Rows] : new float[output.Rows];
        Scores(output, vector, scores);
        return Written(scores[label]);
    }

    /// <summary>The probability of each label.</summary>
    public static void Scores(FastTextMatrix output, ReadOnlySpan<float> vector, Span<float> scores)
    {
        var max = float.NegativeInfinity;
        for (var i = 0; i < scores.Length; i++) max = Math.Max(max, scores[i] = FloatRows.Dot(output.Row(i), vector));
        float sum = 0;
        for (var i = 0; i < scores.Length; i++) sum += scores[i] = MathF.Exp(scores[i] - max);
        for (var i = 0; i < scores.Length; i++) scores[i] /= sum;
    }
}
