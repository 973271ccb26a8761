using Curation.Core.Contracts;

namespace Curation.Stages.Dedup.Clusters;

/// <summary>Counts clusters by size for the report.</summary>
sealed class ClusterCounters(int unusual)
{
    readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts a cluster.</summary>
    /// <param name="documents">Documents in it.</param>
    public void Add(int documents)
    {
        if (documents < 2) return;
        Add("clusters", 1);
        Add("clustered-documents", documents);
        Add(documents switch { 2 => "clusters-of-2", < 10 => "clusters-of-3-to-9", < 100 => "clusters-of-10-to-99", < 1000 => "clusters-of-100-to-999", _ => "clusters-of-1000-and-more" }, 1);
        if (documents < unusual) return;
        Add("unusual-clusters", 1);
        Add("unusual-clusters-documents", documents);
    }

    /// <summary>Adds to a counter.</summary>
    public void Add(string counter, long amount) => _counts[counter] = _counts.GetValueOrDefault(counter) + amount;

    /// <summary>Hands the counts to the task.</summary>
    public void Report(ICorpusTask task)
    {
        foreach (var (name, amount) in _counts) task.Count(name, amount);
    }
}
