using Curation.Stages.Kernels;

namespace Curation.Stages.FastText;

/// <summary>Hierarchical softmax: a label's score is the product of the turns on its way down a Huffman tree of label counts.</summary>
sealed class TreeScorer(FastTextMatrix output, LabelTree tree) : LabelScorer
{
    const float Added = 1e-5f;
    // A turn may count 1 + 1e-5, so that a way's score can rise by that much at each node.
    readonly float _slack = MathF.Pow(1 + Added, tree.Depth + 1);

    public override bool IsSmooth => true;

    public override int Best(ReadOnlySpan<float> vector, Span<(int Label, float Score)> best) =>
        best.Length == 1 ? First(vector, best) : Several(vector, best);

    public override float Score(ReadOnlySpan<float> vector, int label)
    {
        float score = 0;
        foreach (var (node, right) in tree.Way(label))
        {
            var turn = Right(node, vector);
            score += Log(right ? turn : 1 - turn);
        }
        return MathF.Exp(score);
    }

    /// <summary>The best label: the likelier turn first, so that most of the tree is never seen.</summary>
    int First(ReadOnlySpan<float> vector, Span<(int Label, float Score)> best)
    {
        Span<(int Node, float Score)> open = tree.Depth < 128 ? stackalloc (int, float)[tree.Depth + 1] : new (int, float)[tree.Depth + 1];
        best[0] = (-1, -1);
        open[0] = (tree.Root, 1);
        for (var count = 1; count > 0;)
        {
            var (node, score) = open[--count];
            while (node >= tree.Labels && score * _slack >= best[0].Score)
            {
                var right = Right(node, vector);
                var (below, above) = tree.Below(node);
                if (right > .5f) (below, above, right) = (above, below, 1 - right);
                if (score * (right + Added) * _slack >= best[0].Score) open[count++] = (above, score * (right + Added));
                (node, score) = (below, score * (1 - right + Added));
            }
            if (node < tree.Labels && score > best[0].Score) best[0] = (node, score);
        }
        // None, if the model holds numbers that are none.
        return best[0].Label < 0 ? 0 : 1;
    }

    /// <summary>The best labels in the order of the command: left before right, with its rule of what need not be seen.</summary>
    int Several(ReadOnlySpan<float> vector, Span<(int Label, float Score)> best)
    {
        Span<(int, float)> room = best.Length < 64 ? stackalloc (int, float)[best.Length + 1] : new (int, float)[best.Length + 1];
        Span<(int Node, float Score)> open = tree.Depth < 128 ? stackalloc (int, float)[tree.Depth + 1] : new (int, float)[tree.Depth + 1];
        var heap = new BestLabels(room);
        open[0] = (tree.Root, 0);
        for (var count = 1; count > 0;)
        {
            var (node, score) = open[--count];
            if (heap.IsTooLow(score)) continue;
            if (node < tree.Labels)
            {
                heap.Add(node, score);
                continue;
            }
            var right = Right(node, vector);
            var (left, other) = tree.Below(node);
            open[count++] = (other, score + Log(right));
            open[count++] = (left, score + Log(1 - right));
        }
        return Finish(heap, room, best);
    }

    float Right(int node, ReadOnlySpan<float> vector) => 1 / (1 + MathF.Exp(-FloatRows.Dot(output.Row(node - tree.Labels), vector)));
}
