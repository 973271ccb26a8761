using System.Globalization;
using Curation.Core.Statistics;

namespace Curation.Cli.Running;

/// <summary>What a step has done since it began here: rates, keep rate and time left. Thread-safe.</summary>
sealed class StepRate(TimeProvider time, int tasks, int committed)
{
    readonly long _start = time.GetTimestamp();
    readonly Lock _lock = new();
    long _documents, _kept, _characters;
    int _here;

    /// <summary>Seconds to the last committed task: a rate does not sink while the next is under way.</summary>
    double _seconds;

    /// <summary>Tasks that are committed.</summary>
    public int Done
    {
        get { lock (_lock) return committed + _here; }
    }

    /// <summary>Counts a committed task.</summary>
    public void Add(TaskStatistics statistics)
    {
        lock (_lock)
        {
            _here++;
            _seconds = Math.Max(.001, time.GetElapsedTime(_start).TotalSeconds);
            _documents += statistics.Stages.IsEmpty ? statistics.Documents : statistics.Stages[0].In;
            _kept += statistics.Documents;
            _characters += statistics.Stages.IsEmpty ? statistics.Characters : statistics.Stages.Max(s => Math.Max(s.CharactersIn, s.CharactersOut));
        }
    }

    /// <summary>Documents and text a second and the share kept; empty before the first document.</summary>
    public string Rates()
    {
        lock (_lock)
        {
            return _documents == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
                $"{_documents / _seconds,9:n0} documents/s {_characters / 1e6 / _seconds,6:n1} M characters/s {100.0 * _kept / _documents,5:n1} % kept");
        }
    }

    /// <summary>Time left if the tasks to come are like those done here; null before the first.</summary>
    public TimeSpan? Left()
    {
        lock (_lock)
        {
            return _here == 0 ? null : time.GetElapsedTime(_start) / _here * (tasks - committed - _here);
        }
    }
}
