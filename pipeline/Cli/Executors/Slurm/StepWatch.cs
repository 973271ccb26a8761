using Curation.Core.Runs;

namespace Curation.Cli.Executors.Slurm;

/// <summary>What the driver knows of a step under way.</summary>
/// <param name="step">The step.</param>
/// <param name="tasks">Number of its tasks.</param>
sealed class StepWatch(Step step, int tasks)
{
    readonly Dictionary<string, Job> _jobs = new(StringComparer.Ordinal);

    public Step Step => step;

    public int Tasks => tasks;

    /// <summary>Committed tasks, as last listed.</summary>
    public SortedSet<int> Committed { get; set; } = [];

    /// <summary>Numbers of the arrays.</summary>
    public HashSet<long> Arrays { get; } = [];

    /// <summary>Submissions in a row after which nothing new was stored.</summary>
    public int Fruitless { get; set; }

    /// <summary>Objects in the step's folder at the last submission.</summary>
    public int Stored { get; set; } = -1;

    /// <summary>Last line of the log of the last job that ended with an error.</summary>
    public string? LastWords { get; set; }

    /// <summary>Looks in a row at which tasks were missing.</summary>
    public int Missed { get; set; }

    public bool IsDone => Committed.Count >= tasks;

    /// <summary>Jobs whose end has not been looked at yet.</summary>
    public IEnumerable<Job> Ended => _jobs.Values.Where(j => j is { IsActive: false, Judged: false });

    public IEnumerable<Job> Active => _jobs.Values.Where(j => j.IsActive);

    public void Add(long array, IReadOnlyList<TaskRange> ranges)
    {
        Arrays.Add(array);
        for (var i = 0; i < ranges.Count; i++)
        {
            var element = new SlurmElement(array, i, "PENDING", "", "", "");
            _jobs[element.Id] = new() { Range = ranges[i], Element = element };
        }
    }

    /// <summary>Takes over what the queue shows; what it shows no more has ended.</summary>
    public void Update(IReadOnlyDictionary<string, SlurmElement> queue, TimeSpan now)
    {
        foreach (var (id, job) in _jobs)
        {
            if (!job.IsActive) continue;
            job.Element = queue.GetValueOrDefault(id) ?? job.Element with { State = "FORGOTTEN" };
            if (job.Element.IsRunning) job.Began ??= now;
            if (!job.IsActive) job.Lasted = now - (job.Began ?? now);
        }
    }

    /// <summary>Tasks that are not committed and that no job is going to do.</summary>
    public List<int> Missing()
    {
        var covered = Active.SelectMany(j => j.Range.Tasks).ToHashSet();
        return [.. Enumerable.Range(0, tasks).Where(t => !Committed.Contains(t) && !covered.Contains(t))];
    }

    /// <summary>Jobs that run three times as long as half of the finished ones, when few are left.</summary>
    public IEnumerable<Job> Stragglers(TimeSpan now)
    {
        var lasted = _jobs.Values.Where(j => !j.IsActive && j.Lasted > TimeSpan.Zero).Select(j => j.Lasted).Order().ToArray();
        var active = Active.ToArray();
        if (lasted.Length < 3 || active.Length * 5 > _jobs.Count) return [];
        var limit = TimeSpan.FromSeconds(Math.Max(60, 3 * lasted[lasted.Length / 2].TotalSeconds));
        return active.Where(j => !j.Split && j.Element.IsRunning && now - j.Began > limit);
    }

    /// <summary>Jobs all of whose tasks are committed, and which still wait or run.</summary>
    public IEnumerable<Job> Idle => Active.Where(j => j.Range.Tasks.All(Committed.Contains));

    /// <summary>A job: one element of an array.</summary>
    public sealed class Job
    {
        public required TaskRange Range { get; init; }
        public required SlurmElement Element { get; set; }
        public TimeSpan? Began { get; set; }
        public TimeSpan Lasted { get; set; }
        public bool Judged { get; set; }
        public bool Split { get; set; }

        public bool IsActive => Element.IsActive;
    }
}
