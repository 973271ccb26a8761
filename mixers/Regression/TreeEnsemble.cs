using System.Globalization;
using Curation.Core.Errors;

namespace Curation.Mixers.Regression;

/// <summary>
/// Regression trees of a LightGBM model, evaluated here: a search asks for hundreds of thousands of single predictions, for which the
/// library's own call is made for tables. The same numbers, in the same order of sums.
/// </summary>
sealed class TreeEnsemble
{
    readonly int[] _roots, _features, _left, _right;
    readonly double[] _thresholds, _leaves;

    TreeEnsemble(List<int> roots, List<int> features, List<double> thresholds, List<int> left, List<int> right, List<double> leaves) =>
        (_roots, _features, _thresholds, _left, _right, _leaves) = ([.. roots], [.. features], [.. thresholds], [.. left], [.. right], [.. leaves]);

    /// <summary>Trees.</summary>
    public int Trees => _roots.Length;

    /// <summary>Reads a model's text.</summary>
    /// <exception cref="InputException">It has a split of a kind that weights do not have.</exception>
    public static TreeEnsemble Parse(string text)
    {
        List<int> roots = [], features = [], left = [], right = [];
        List<double> thresholds = [], leaves = [];
        foreach (var tree in text.Split("\nTree=")[1..])
        {
            var fields = tree.Split("\n\n")[0].Split('\n').Select(l => l.Split('=', 2)).Where(l => l.Length == 2).ToDictionary(l => l[0], l => l[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
            double[] Numbers(string name) => [.. fields.GetValueOrDefault(name, []).Select(f => double.Parse(f, CultureInfo.InvariantCulture))];
            int[] Whole(string name) => [.. fields.GetValueOrDefault(name, []).Select(f => int.Parse(f, CultureInfo.InvariantCulture))];
            // Bit 0: by category; bits 2 and 3: a rule for missing values. A weight is neither.
            if (Whole("decision_type").Any(d => (d & ~2) != 0)) throw new InputException("a tree of the model splits by categories or missing values; expected numbers only");
            var (nodes, firstLeaf) = (features.Count, leaves.Count);
            int Child(int child) => child < 0 ? ~(~child + firstLeaf) : child + nodes;
            features.AddRange(Whole("split_feature"));
            thresholds.AddRange(Numbers("threshold"));
            left.AddRange(Whole("left_child").Select(Child));
            right.AddRange(Whole("right_child").Select(Child));
            leaves.AddRange(Numbers("leaf_value"));
            roots.Add(features.Count == nodes ? ~firstLeaf : nodes);
        }
        return new(roots, features, thresholds, left, right, leaves);
    }

    /// <summary>Sum of the trees at a mix.</summary>
    public double Predict(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var tree = 0; tree < _roots.Length; tree++) sum += Leaf(tree, weights);
        return sum;
    }

    /// <summary>Value of one tree at a mix.</summary>
    public double Leaf(int tree, ReadOnlySpan<double> weights)
    {
        var node = _roots[tree];
        while (node >= 0) node = weights[_features[node]] <= _thresholds[node] ? _left[node] : _right[node];
        return _leaves[~node];
    }

    /// <summary>Value of one tree at a mix; the splits on the way are added to those of their features.</summary>
    public double Leaf(int tree, ReadOnlySpan<double> weights, List<(double Threshold, int Tree)>[] splits)
    {
        var node = _roots[tree];
        while (node >= 0)
        {
            splits[_features[node]].Add((_thresholds[node], tree));
            node = weights[_features[node]] <= _thresholds[node] ? _left[node] : _right[node];
        }
        return _leaves[~node];
    }
}
