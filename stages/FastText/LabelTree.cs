namespace Curation.Stages.FastText;

/// <summary>The Huffman tree of label counts that hierarchical softmax goes down; labels are its leaves, and each inner node has a row.</summary>
sealed class LabelTree
{
    readonly (int Left, int Right)[] _nodes;
    readonly int[] _parents;

    /// <param name="counts">Counts of the labels, as a rule falling.</param>
    public LabelTree(ReadOnlySpan<long> counts)
    {
        Labels = counts.Length;
        // Labels are in descending order of counts, so two pointers find the least pair; ties take the inner node.
        var size = 2 * Labels - 1;
        var count = new long[size + 1];
        count.AsSpan().Fill((long)1e15);
        counts.CopyTo(count);
        _nodes = new (int, int)[size];
        _parents = new int[size];
        var depths = new int[size];
        int leaf = Labels - 1, node = Labels;
        for (var i = Labels; i < size; i++)
        {
            var left = leaf >= 0 && count[leaf] < count[node] ? leaf-- : node++;
            var right = leaf >= 0 && count[leaf] < count[node] ? leaf-- : node++;
            _nodes[i] = (left, right);
            _parents[left] = _parents[right] = i;
            count[i] = count[left] + count[right];
            depths[i] = Math.Max(depths[left], depths[right]) + 1;
        }
        Depth = depths[^1];
    }

    /// <summary>Number of labels: node numbers below are labels.</summary>
    public int Labels { get; }

    /// <summary>The node to start from.</summary>
    public int Root => 2 * Labels - 2;

    /// <summary>Nodes on the longest way down, the leaf left out.</summary>
    public int Depth { get; }

    /// <summary>Inner nodes from a label up to the root, and whether the way turns right there.</summary>
    public IEnumerable<(int Node, bool Right)> Way(int label)
    {
        for (var node = label; node != Root; node = _parents[node]) yield return (_parents[node], _nodes[_parents[node]].Right == node);
    }

    /// <summary>The two nodes below an inner one.</summary>
    public (int Left, int Right) Below(int node) => _nodes[node];
}
