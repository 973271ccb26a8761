using System.Runtime.InteropServices;

namespace Curation.Benchmarks.EndToEnd;

/// <summary>Processor time of the child processes that have ended, from getrusage(2).</summary>
static partial class ChildrenCpu
{
    const int Children = -1; // RUSAGE_CHILDREN

    /// <summary>User and system time together.</summary>
    public static TimeSpan Total
    {
        get
        {
            Span<long> usage = stackalloc long[18];
            if (getrusage(Children, ref usage[0]) != 0) throw new InvalidOperationException(Marshal.GetLastPInvokeErrorMessage());
            // struct rusage begins with two struct timeval: user and system time, each seconds and microseconds.
            return TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3]);
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int getrusage(int who, ref long usage);
}
