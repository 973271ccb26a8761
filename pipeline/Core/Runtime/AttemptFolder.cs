using System.Globalization;
using Curation.Core.Errors;

namespace Curation.Core.Runtime;

/// <summary>A folder on local disk for one attempt, deleted with it; those that a killed process left are swept by the next one.</summary>
sealed class AttemptFolder : IDisposable
{
    const string LockName = ".lock";
    static int s_next;
    readonly FileStream _lock;

    AttemptFolder(string path)
    {
        Path = path;
        try
        {
            Directory.CreateDirectory(path);
            _lock = new FileStream(System.IO.Path.Combine(path, LockName), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException) { throw new OutputException(path, error); }
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Makes a new folder under <paramref name="scratch"/>.</summary>
    public static AttemptFolder Create(string scratch) => new(System.IO.Path.Combine(scratch, string.Create(CultureInfo.InvariantCulture,
        $"{Environment.MachineName}-{Environment.ProcessId}-{Environment.TickCount64}-{Interlocked.Increment(ref s_next)}")));

    /// <summary>Deletes folders of this machine whose process is gone: their lock is free.</summary>
    public static void Sweep(string scratch)
    {
        if (!Directory.Exists(scratch)) return;
        foreach (var folder in Directory.EnumerateDirectories(scratch, $"{Environment.MachineName}-*"))
        {
            try
            {
                using (new FileStream(System.IO.Path.Combine(folder, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None)) { }
            }
            catch (FileNotFoundException)
            {
                // Between creation and lock, or half deleted: left for a later sweep.
                continue;
            }
            catch (IOException)
            {
                // In use by a living attempt.
                continue;
            }
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock.Dispose();
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
