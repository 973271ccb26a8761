namespace Curation.Mixers.Regression;

/// <summary>Trees at a mix: a move asks only those anew that split, on the way to their leaf here, between a domain's old and new weight.</summary>
sealed class TreeCursor : MixCursor
{
    readonly TreeEnsemble _trees;
    readonly double[] _weights, _leaves;
    readonly List<(double Threshold, int Tree)>[] _splits;
    readonly int[] _asked;
    int _turn;
    double _sum;

    public TreeCursor(TreeEnsemble trees, double[] weights)
    {
        (_trees, _weights, _leaves, _asked) = (trees, [.. weights], new double[trees.Trees], new int[trees.Trees]);
        _splits = [.. weights.Select(_ => new List<(double, int)>())];
        Trace();
    }

    public override double Value => _sum;

    public override double Try(int from, double less, int to, double more)
    {
        var (a, b) = (_weights[from], _weights[to]);
        (_weights[from], _weights[to]) = (less, more);
        _turn++;
        var change = Changes(from, a, less) + Changes(to, b, more);
        (_weights[from], _weights[to]) = (a, b);
        return _sum + change;
    }

    public override void Move(int from, double less, int to, double more)
    {
        (_weights[from], _weights[to]) = (less, more);
        Trace();
    }

    double Changes(int domain, double before, double now)
    {
        var change = 0.0;
        foreach (var (threshold, tree) in _splits[domain])
        {
            if (before <= threshold == now <= threshold || _asked[tree] == _turn) continue;
            _asked[tree] = _turn;
            change += _trees.Leaf(tree, _weights) - _leaves[tree];
        }
        return change;
    }

    void Trace()
    {
        foreach (var splits in _splits) splits.Clear();
        _sum = 0;
        for (var tree = 0; tree < _leaves.Length; tree++)
        {
            _leaves[tree] = _trees.Leaf(tree, _weights, _splits);
            _sum += _leaves[tree];
        }
    }
}
