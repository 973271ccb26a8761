namespace Curation.Core.Results;

/// <summary>Names of the files of a log. A local log is in use while its process holds the lock beside it.</summary>
static class ResultLog
{
    /// <summary>The lock beside a log.</summary>
    public static string LockOf(string log) => $"{log[..^4]}.lock";

    /// <summary>Whether the process that wrote a local log is gone.</summary>
    public static bool IsAbandoned(string log)
    {
        try
        {
            using var _ = new FileStream(LockOf(log), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            // The lock is made before the log and deleted after the index: another process has just closed it.
            return true;
        }
        catch (IOException) { return false; }
    }
}
