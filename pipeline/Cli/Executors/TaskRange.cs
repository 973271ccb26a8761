using System.Globalization;

namespace Curation.Cli.Executors;

/// <summary>Consecutive tasks of a step: what one job does.</summary>
readonly record struct TaskRange(int First, int Last)
{
    public IEnumerable<int> Tasks => Enumerable.Range(First, Last - First + 1);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");

    public static TaskRange Parse(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return new(int.Parse(text.AsSpan(0, dash), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(dash + 1), CultureInfo.InvariantCulture));
    }

    /// <summary>Groups tasks, in order, into ranges without gaps of at most a size.</summary>
    public static List<TaskRange> Group(IEnumerable<int> tasks, int size)
    {
        var ranges = new List<TaskRange>();
        foreach (var task in tasks)
        {
            if (ranges.Count > 0 && ranges[^1] is var last && last.Last + 1 == task && task - last.First < size) ranges[^1] = last with { Last = task };
            else ranges.Add(new(task, task));
        }
        return ranges;
    }
}
