namespace Curation.Stages.Dedup.Clusters;

/// <summary>Union-find over the vertices of a bucket; a root is the smallest vertex of its tree.</summary>
readonly struct Forest
{
    readonly int[] _parents;

    /// <summary>A forest of untouched vertices in this array.</summary>
    public Forest(int[] parents)
    {
        _parents = parents;
        Array.Fill(parents, -1);
    }

    /// <summary>Whether a vertex was touched.</summary>
    public bool IsTouched(int vertex) => _parents[vertex] >= 0;

    /// <summary>Makes a vertex a tree by itself, if it is in none.</summary>
    public void Touch(int vertex)
    {
        ref var parent = ref _parents[vertex];
        if (parent < 0) parent = vertex;
    }

    /// <summary>The root of a touched vertex's tree.</summary>
    public int Root(int vertex)
    {
        var parents = _parents;
        while (parents[vertex] != vertex) vertex = parents[vertex] = parents[parents[vertex]];
        return vertex;
    }

    /// <summary>Joins the trees of two vertices.</summary>
    public void Join(int a, int b)
    {
        Touch(a);
        Touch(b);
        var (x, y) = (Root(a), Root(b));
        if (x < y) _parents[y] = x;
        else _parents[x] = y;
    }
}
