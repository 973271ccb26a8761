using Curation.Stages.Dedup.Clusters;

namespace Curation.Tests.Dedup;

/// <summary>Components on disk, against a union-find in memory.</summary>
public sealed class ConnectedComponentsTests
{
    [Theory]
    [InlineData(1, 0, 1 << 20)]
    [InlineData(50, 40, 16)]
    [InlineData(1000, 500, 160)]
    [InlineData(1000, 3000, 16)]
    [InlineData(5000, 4900, 4000)]
    [InlineData(5000, 4900, 1 << 20)]
    public void Solve_RandomGraphs_LabelsEachComponentWithItsSmallestVertex(int vertices, int edges, long memory)
    {
        for (var seed = 0; seed < 5; seed++) Check(vertices, Random(vertices, edges, seed), memory);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(800)]
    public void Solve_PathsAndStars_AreOneComponent(long memory)
    {
        const int Vertices = 700;
        Check(Vertices, [.. Enumerable.Range(1, Vertices - 1).Select(v => (v - 1, v))], memory);
        Check(Vertices, [.. Enumerable.Range(1, Vertices - 1).Select(v => (v, 0))], memory);
        Check(Vertices, [.. Enumerable.Range(0, Vertices - 1).Select(v => (Vertices - 1, v))], memory);
        // A path that jumps between both ends.
        Check(Vertices, [.. Enumerable.Range(0, Vertices - 1).Select(i => i % 2 == 0 ? (i / 2, Vertices - 1 - (i / 2)) : (Vertices - 1 - (i / 2), (i / 2) + 1))], memory);
    }

    static void Check(int vertices, (int A, int B)[] edges, long memory)
    {
        var folder = Directory.CreateTempSubdirectory("curate-components-");
        try
        {
            var components = new ConnectedComponents(folder.FullName, vertices, memory);
            foreach (var (a, b) in edges) components.Add((ulong)a, (ulong)b);
            var found = new List<(ulong, ulong)>();
            components.Solve((vertex, label) => found.Add((vertex, label)));
            Assert.Equal(Expected(vertices, edges), found);
            Assert.Empty(folder.GetFiles());
        }
        finally { folder.Delete(recursive: true); }
    }

    static List<(ulong, ulong)> Expected(int vertices, (int A, int B)[] edges)
    {
        int[] labels = [.. Enumerable.Range(0, vertices)];
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (a, b) in edges)
            {
                var label = Math.Min(labels[a], labels[b]);
                if (labels[a] == label && labels[b] == label) continue;
                labels[a] = labels[b] = label;
                changed = true;
            }
        }
        var touched = edges.SelectMany(e => new[] { e.A, e.B }).ToHashSet();
        return [.. Enumerable.Range(0, vertices).Where(touched.Contains).Select(v => ((ulong)v, (ulong)labels[v]))];
    }

    static (int, int)[] Random(int vertices, int edges, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, edges).Select(_ => (random.Next(vertices), random.Next(vertices)))];
    }
}
