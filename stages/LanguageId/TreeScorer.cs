namespace Curation.Stages.LanguageId;

/// <summary>Hierarchical softmax: a label's score is the product of the turns on its way down a Huffman tree of label counts.</summary>
sealed class TreeScorer : LabelScorer
{
    readonly FastTextMatrix _output;
    readonly (int Left, int Right)[] _nodes;
    readonly int _labels;

    public TreeScorer(FastTextMatrix output, long[] counts)
    {
        (_output, _labels) = (output, counts.Length);
        // Labels are in descending order of counts, so two pointers find the least pair; ties take the inner node.
        var size = 2 * _labels - 1;
        var count = new long[size + 1];
        count.AsSpan().Fill((long)1e15);
        counts.CopyTo(count, 0);
        _nodes = new (int, int)[size];
        int leaf = _labels - 1, node = _labels;
        for (var i = _labels; i < size; i++)
        {
            var left = leaf >= 0 && count[leaf] < count[node] ? leaf-- : node++;
            var right = leaf >= 0 && count[leaf] < count[node] ? leaf-- : node++;
            _nodes[i] = (left, right);
            count[i] = count[left] + count[right];
        }
    }

    public override int Best(ReadOnlySpan<float> vector, Span<(int Label, float Score)> best)
    {
        var count = 0;
        Descend(2 * _labels - 2, 0, vector, best, ref count);
        for (var i = 0; i < count; i++) best[i].Score = MathF.Exp(best[i].Score);
        return count;
    }

    /// <summary>The tree of a model with millions of labels of falling counts can be deep, but a Huffman tree of 64-bit counts is at most about 90.</summary>
    void Descend(int node, float score, ReadOnlySpan<float> vector, Span<(int Label, float Score)> best, ref int count)
    {
        // A way's score only falls: what is below the worst of a full list stays there.
        if (count == best.Length && score < best[^1].Score) return;
        if (node < _labels)
        {
            count = Insert(best, count, node, score);
            return;
        }
        var turn = 1 / (1 + MathF.Exp(-Dot(_output.Row(node - _labels), vector)));
        Descend(_nodes[node].Left, score + Log(1 - turn), vector, best, ref count);
        Descend(_nodes[node].Right, score + Log(turn), vector, best, ref count);
    }
}
