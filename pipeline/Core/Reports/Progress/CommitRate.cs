namespace Curation.Core.Reports.Progress;

/// <summary>How fast a step's commits came lately, by the storage's clock alone.</summary>
/// <param name="TasksPerHour">Tasks an hour.</param>
/// <param name="WeightPerSecond">Work a second, in the unit of the tasks' weights.</param>
public readonly record struct CommitRate(double TasksPerHour, double WeightPerSecond)
{
    /// <summary>At least so many commits count, and at least this share of all.</summary>
    const int Few = 20;
    const int Share = 4;

    /// <summary>The rate of the last quarter of the commits, until the newest sign of life.</summary>
    /// <param name="commits">When each was stored, and how much work it was.</param>
    /// <param name="until">The newest object of the step; with none after it the last commit.</param>
    public static CommitRate? Of(IEnumerable<(DateTimeOffset Stored, double Weight)> commits, DateTimeOffset until)
    {
        var ordered = commits.OrderBy(c => c.Stored).ToArray();
        if (ordered.Length < 2) return null;
        var late = ordered[^Math.Min(ordered.Length, Math.Max(Few, ordered.Length / Share))..];
        // The first one opens the window: its own work lies before it.
        var seconds = (until - late[0].Stored).TotalSeconds;
        return seconds <= 0 ? null : new((late.Length - 1) / seconds * 3600, late.Skip(1).Sum(c => c.Weight) / seconds);
    }
}
