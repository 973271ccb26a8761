using System.Globalization;
using System.Runtime.InteropServices;
using Curation.Core.Errors;

namespace Curation.Core.Storage;

/// <summary>Files of this machine or of a shared file system. What is put is on disk, folder entry included, when the call returns.</summary>
public sealed partial class LocalStorage : IStorage
{
    /// <inheritdoc/>
    public Task<StorageObject?> StatAsync(string path, CancellationToken cancellationToken = default)
    {
        var file = new FileInfo(path);
        return Task.FromResult(file.Exists ? Describe(path, file) : null);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StorageObject> ListAsync(string pathOrPattern, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var (root, matcher) = PathPattern.Parse(pathOrPattern);
        if (!Directory.Exists(root)) yield break;
        var found = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(f => f.Replace('\\', '/'))
            .Where(f => matcher(Path.GetRelativePath(root, f).Replace('\\', '/')))
            .Order(StringComparer.Ordinal).ToArray();
        foreach (var file in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryDescribe(file) is { } item) yield return item;
        }
    }

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(string path, long offset = 0, long length = -1, CancellationToken cancellationToken = default)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
        if (offset > 0) stream.Position = offset;
        return Task.FromResult<Stream>(length < 0 ? stream : new RangeStream(stream, length));
    }

    /// <inheritdoc/>
    public Task PutFileAsync(string path, string localFile, CancellationToken cancellationToken = default) => Guard(path, () =>
    {
        CreateFolder(path);
        Sync(localFile);
        if (!TryLink(localFile, path)) Copy(localFile, path);
        SyncFolder(path);
        return true;
    });

    /// <inheritdoc/>
    public Task<bool> PutIfAbsentAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) => Guard(path, () =>
    {
        CreateFolder(path);
        var temporary = Temporary(path);
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(bytes.Span);
            stream.Flush(flushToDisk: true);
        }
        try
        {
            // A link fails if the name is taken, also between machines that share the file system.
            var error = link(temporary, path) == 0 ? 0 : Marshal.GetLastPInvokeError();
            if (error == Exists) return false;
            if (error != 0) throw new IOException($"cannot create {path}: {Marshal.GetPInvokeErrorMessage(error)}");
        }
        finally
        {
            File.Delete(temporary);
        }
        SyncFolder(path);
        return true;
    });

    /// <inheritdoc/>
    public Task DeleteAsync(string path, CancellationToken cancellationToken = default)
    {
        // Without the look, a missing folder would be an error where a missing file is none.
        if (File.Exists(path)) File.Delete(path);
        return Task.CompletedTask;
    }

    /// <summary>Null for a file that was deleted since the folder was read.</summary>
    static StorageObject? TryDescribe(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is { } target && file.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true })
            throw new ConfigException($"{path} is a link to {target}, which is not there; mend or remove it");
        try { return Describe(path, file); }
        catch (FileNotFoundException) { return null; }
    }

    static StorageObject Describe(string path, FileInfo file) =>
        new(path, file.Length, string.Create(CultureInfo.InvariantCulture, $"{file.Length}-{file.LastWriteTimeUtc.Ticks}")) { Stored = file.LastWriteTimeUtc };

    static Task<bool> Guard(string path, Func<bool> action)
    {
        try { return Task.FromResult(action()); }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException) { throw new OutputException(path, error); }
    }

    static void CreateFolder(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
    }

    static bool TryLink(string source, string path)
    {
        if (link(source, path) == 0) return true;
        // Names carry a digest of the content: a file of that name and size is the same file.
        return Marshal.GetLastPInvokeError() == Exists && new FileInfo(path).Length == new FileInfo(source).Length;
    }

    static void Copy(string source, string path)
    {
        var temporary = Temporary(path);
        File.Copy(source, temporary, overwrite: true);
        Sync(temporary);
        if (link(temporary, path) != 0 && Marshal.GetLastPInvokeError() is var error && error != Exists)
        {
            File.Delete(temporary);
            throw new IOException($"cannot create {path}: {Marshal.GetPInvokeErrorMessage(error)}");
        }
        File.Delete(temporary);
    }

    static void Sync(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        stream.Flush(flushToDisk: true);
    }

    static void SyncFolder(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var handle = open(folder, 0);
        if (handle < 0) throw new IOException($"cannot open {folder}: {Marshal.GetLastPInvokeErrorMessage()}");
        _ = fsync(handle);
        _ = close(handle);
    }

    const int Exists = 17; // EEXIST

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int link(string existing, string created);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int handle);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int handle);

    /// <summary>A name that no other attempt takes: containers on several machines have the same process ids.</summary>
    static string Temporary(string path) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.MachineName}-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp");
}
