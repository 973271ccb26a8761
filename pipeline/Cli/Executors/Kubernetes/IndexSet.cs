using System.Globalization;

namespace Curation.Cli.Executors.Kubernetes;

/// <summary>Indexes of a Job as its status writes them: <c>1,3-5,7</c>.</summary>
static class IndexSet
{
    /// <summary>The indexes of a text; none of an empty one.</summary>
    public static HashSet<int> Parse(string? text)
    {
        var indexes = new HashSet<int>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            var first = int.Parse(ends[0], CultureInfo.InvariantCulture);
            for (var i = first; i <= int.Parse(ends[^1], CultureInfo.InvariantCulture); i++) indexes.Add(i);
        }
        return indexes;
    }
}
