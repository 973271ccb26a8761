namespace Curation.Stages.LanguageId;

/// <summary>A score for each label on its own row: softmax, or a sigmoid each (one against all, negative sampling).</summary>
sealed class FlatScorer(FastTextMatrix output, bool softmax) : LabelScorer
{
    const int TableSize = 512;
    const int TableRange = 8;
    static readonly float[] s_sigmoid = [.. Enumerable.Range(0, TableSize + 1).Select(i => 1 / (1 + MathF.Exp(-(i * 2f * TableRange / TableSize - TableRange))))];

    public override int Best(ReadOnlySpan<float> vector, Span<(int Label, float Score)> best)
    {
        Span<float> scores = output.Rows <= 1024 ? stackalloc float[output.Rows] : new float[output.Rows];
        for (var i = 0; i < scores.Length; i++) scores[i] = Dot(output.Row(i), vector);
        if (softmax) Softmax(scores);
        else for (var i = 0; i < scores.Length; i++) scores[i] = Sigmoid(scores[i]);
        var count = 0;
        for (var i = 0; i < scores.Length; i++) count = Insert(best, count, i, Log(scores[i]));
        for (var i = 0; i < count; i++) best[i].Score = MathF.Exp(best[i].Score);
        return count;
    }

    static void Softmax(Span<float> scores)
    {
        var max = scores[0];
        foreach (var score in scores) max = Math.Max(max, score);
        float sum = 0;
        for (var i = 0; i < scores.Length; i++) sum += scores[i] = MathF.Exp(scores[i] - max);
        for (var i = 0; i < scores.Length; i++) scores[i] /= sum;
    }

    static float Sigmoid(float x) => x < -TableRange ? 0 : x > TableRange ? 1 : s_sigmoid[(int)((x + TableRange) * TableSize / TableRange / 2)];
}
