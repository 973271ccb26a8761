using Curation.Stages.Kernels;

namespace Curation.Stages.FastText;

/// <summary>
/// Softmax where each row of the input matrix has been multiplied by the rows of the labels beforehand: the mean of products is the product
/// of the mean. With few labels a row is then a few numbers in place of a hundred, and most of them stay in the processor's cache.
/// </summary>
sealed class ProjectedScorer : LabelScorer
{
    public override bool IsSmooth => true;

    /// <summary>Whether it pays: few labels for the length of a row.</summary>
    public static bool Pays(FastTextLoss loss, FastTextMatrix output) => loss == FastTextLoss.Softmax && output.Rows * 2 <= output.Columns;

    /// <summary>The product of each row with each label's row.</summary>
    public static FastTextMatrix Project(FastTextMatrix input, FastTextMatrix output)
    {
        var projected = new FastTextMatrix(input.Rows, output.Rows, new float[input.Rows * output.Rows]);
        for (var row = 0; row < input.Rows; row++)
        {
            var values = input.Row(row);
            var target = projected.Row(row);
            for (var label = 0; label < target.Length; label++) target[label] = FloatRows.Dot(values, output.Row(label));
        }
        return projected;
    }

    public override int Best(ReadOnlySpan<float> vector, Span<(int Label, float Score)> best)
    {
        Span<float> scores = vector.Length <= 1024 ? stackalloc float[vector.Length] : new float[vector.Length];
        Scores(vector, scores);
        return BestOf(scores, best);
    }

    public override float Score(ReadOnlySpan<float> vector, int label)
    {
        Span<float> scores = vector.Length <= 1024 ? stackalloc float[vector.Length] : new float[vector.Length];
        Scores(vector, scores);
        return Written(scores[label]);
    }

    static void Scores(ReadOnlySpan<float> vector, Span<float> scores)
    {
        vector.CopyTo(scores);
        SoftmaxScorer.Normalize(scores);
    }
}
