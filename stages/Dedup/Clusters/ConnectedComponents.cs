using Curation.Stages.Dedup.External;

namespace Curation.Stages.Dedup.Clusters;

/// <summary>
/// Connected components of a graph on disk in bounded memory: vertices lie in buckets that fit in memory; a pass from the last
/// bucket to the first contracts each bucket and hands what it means for lower vertices down, a pass back up carries the labels.
/// Two passes over the edges, no iteration (after Sibeyn's external spanning forests). A component's label is its smallest vertex,
/// so the result depends on neither the order of edges nor the buckets.
/// </summary>
sealed class ConnectedComponents
{
    readonly string _folder;
    readonly long _memory;
    readonly int _width;
    readonly long _vertices;
    readonly int _buckets;
    readonly BucketFiles<UInt128> _edges;
    readonly BucketFiles<UInt128> _children;
    readonly BucketFiles<UInt128> _labels;
    readonly BucketFiles<ulong> _roots;

    /// <summary>A graph without edges.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="vertices">Number of vertices.</param>
    /// <param name="memory">Bytes of memory to use.</param>
    public ConnectedComponents(string folder, long vertices, long memory)
    {
        (_folder, _memory, _vertices) = (folder, memory, vertices);
        // Half for a bucket's labels (8 bytes a vertex), the rest for buffers and for sorting its edges.
        _width = (int)Math.Clamp(Math.Min(memory / 16, vertices), 1, 1 << 30);
        _buckets = checked((int)Math.Max(1, ((vertices - 1) / _width) + 1));
        _edges = new(folder, "edges", _buckets, memory / 16);
        _children = new(folder, "children", _buckets, memory / 16);
        _labels = new(folder, "labels", _buckets, memory / 16);
        _roots = new(folder, "roots", _buckets, memory / 32);
    }

    /// <summary>Adds an edge between two vertices; one from a vertex to itself only makes it known.</summary>
    public void Add(ulong a, ulong b)
    {
        if (a > b) (a, b) = (b, a);
        _edges.Add(BucketOf(b), new UInt128(b, a));
    }

    /// <summary>Gives each vertex that has an edge with its label, ascending.</summary>
    public void Solve(Action<ulong, ulong> label)
    {
        var parents = new int[_width];
        for (var bucket = _buckets - 1; bucket >= 0; bucket--) Contract(bucket, parents);
        parents = [];
        var labels = new ulong[_width];
        for (var bucket = 0; bucket < _buckets; bucket++) Label(bucket, labels, label);
    }

    int BucketOf(ulong vertex) => (int)(vertex / (ulong)_width);

    /// <summary>Joins the bucket's own edges; a component with neighbours below hangs on the lowest, and the others are joined with that one there.</summary>
    void Contract(int bucket, int[] parents)
    {
        var low = (ulong)bucket * (ulong)_width;
        var width = (int)Math.Min(_width, _vertices - (long)low);
        var forest = new Forest(parents);
        _children.Read(bucket, block =>
        {
            foreach (var link in block) forest.Touch((int)((ulong)(link >> 64) - low));
        });
        _edges.Read(bucket, block =>
        {
            foreach (var edge in block)
            {
                var (b, a) = ((ulong)(edge >> 64), (ulong)edge);
                forest.Touch((int)(b - low));
                if (a >= low) forest.Join((int)(a - low), (int)(b - low));
            }
        });
        using var outward = new ExternalSorter<UInt128>(_folder, "outward", _memory / 4);
        _edges.Read(bucket, block =>
        {
            foreach (var edge in block)
            {
                var (b, a) = ((ulong)(edge >> 64), (ulong)edge);
                if (a < low) outward.Add(new UInt128((ulong)forest.Root((int)(b - low)), a));
            }
        });
        _edges.Delete(bucket);
        var root = ulong.MaxValue;
        ulong lowest = 0, last = 0;
        outward.Drain(block =>
        {
            foreach (var edge in block)
            {
                var (from, to) = ((ulong)(edge >> 64), (ulong)edge);
                if (from != root)
                {
                    (root, lowest, last) = (from, to, to);
                    _children.Add(BucketOf(to), new UInt128(to, low + from));
                }
                else if (to != last)
                {
                    last = to;
                    _edges.Add(BucketOf(to), new UInt128(to, lowest));
                }
            }
        });
        for (var v = 0; v < width; v++)
            if (forest.IsTouched(v)) _roots.Add(bucket, ((ulong)v << 32) | (uint)forest.Root(v));
    }

    void Label(int bucket, ulong[] labels, Action<ulong, ulong> give)
    {
        var low = (ulong)bucket * (ulong)_width;
        // A root is the smallest vertex of its component in the bucket: its own label, unless a lower bucket sends one.
        _roots.Read(bucket, block =>
        {
            foreach (var entry in block)
                if ((uint)(entry >> 32) == (uint)entry) labels[(uint)entry] = low + (uint)entry;
        });
        _labels.Read(bucket, block =>
        {
            foreach (var entry in block) labels[(int)((ulong)(entry >> 64) - low)] = (ulong)entry;
        });
        _labels.Delete(bucket);
        _roots.Read(bucket, block =>
        {
            foreach (var entry in block)
            {
                var (vertex, root) = ((uint)(entry >> 32), (uint)entry);
                labels[vertex] = labels[root];
                give(low + vertex, labels[vertex]);
            }
        });
        _roots.Delete(bucket);
        _children.Read(bucket, block =>
        {
            foreach (var link in block)
            {
                var (parent, child) = ((ulong)(link >> 64), (ulong)link);
                _labels.Add(BucketOf(child), new UInt128(child, labels[(int)(parent - low)]));
            }
        });
        _children.Delete(bucket);
    }
}
