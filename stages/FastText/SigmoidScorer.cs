using Curation.Stages.Kernels;

namespace Curation.Stages.FastText;

/// <summary>A sigmoid on a row a label: one against all, and negative sampling. Looked up in a table of 512 steps, as fastText does it.</summary>
sealed class SigmoidScorer(FastTextMatrix output) : LabelScorer
{
    const int TableSize = 512;
    const int TableRange = 8;
    static readonly float[] s_table = [.. Enumerable.Range(0, TableSize + 1).Select(i => (float)(1.0 / (1.0 + MathF.Exp(-((float)(i * 2 * TableRange) / TableSize - TableRange)))))];

    // At the edge of a step the last bit of a sum decides about a whole step.
    public override bool IsSmooth => false;

    public override int Best(ReadOnlySpan<float> vector, Span<(int Label, float Score)> best)
    {
        Span<float> scores = output.Rows <= 1024 ? stackalloc float[output.Rows] : new float[output.Rows];
        for (var i = 0; i < scores.Length; i++) scores[i] = Sigmoid(FloatRows.DotInOrder(output.Row(i), vector));
        return BestOf(scores, best);
    }

    public override float Score(ReadOnlySpan<float> vector, int label) => Written(Sigmoid(FloatRows.DotInOrder(output.Row(label), vector)));

    /// <summary>The logistic function, by the table.</summary>
    public static float Sigmoid(float x) => x < -TableRange ? 0 : x > TableRange ? 1 : s_table[(int)((x + TableRange) * TableSize / TableRange / 2)];
}
