namespace Curation.Core.Storage;

/// <summary>
/// Files under paths: local ones, <c>s3://bucket/key</c>, <c>https://…</c> (read only). Bounded memory, retries inside.
/// Errors name the path and the remedy.
/// </summary>
public interface IStorage
{
    /// <summary>The object at a path, or null if there is none.</summary>
    Task<StorageObject?> StatAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Objects under a folder, or matching a pattern with <c>*</c>, <c>**</c> and <c>?</c>, in ordinal order of paths; remote ones come page by page.</summary>
    IAsyncEnumerable<StorageObject> ListAsync(string pathOrPattern, CancellationToken cancellationToken = default);

    /// <summary>Opens an object from a byte offset, to its end or for <paramref name="length"/> bytes. Without a length the stream seeks; read-ahead is bounded. The token ends reads that come later, too.</summary>
    /// <exception cref="FileNotFoundException">There is no such object.</exception>
    Task<Stream> OpenReadAsync(string path, long offset = 0, long length = -1, CancellationToken cancellationToken = default);

    /// <summary>Stores a local file durably at a path; an object with the same bytes may be there already, or replaced. The local file may be moved.</summary>
    Task PutFileAsync(string path, string localFile, CancellationToken cancellationToken = default);

    /// <summary>Stores bytes at a path durably, only if nothing is there: of racing calls exactly one gets true.</summary>
    Task<bool> PutIfAbsentAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default);

    /// <summary>Deletes an object; nothing happens if there is none.</summary>
    Task DeleteAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Makes sure, before the first byte is read, that a folder can be the output of a run: that commits in it are safe.</summary>
    /// <exception cref="Errors.ConfigException">It cannot; the message says why.</exception>
    Task PrepareAsync(string folder, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Gives up the multipart uploads that killed attempts left under a folder.</summary>
    Task SweepUploadsAsync(string folder, CancellationToken cancellationToken = default) => Task.CompletedTask;
}

/// <summary>An object of a storage.</summary>
/// <param name="Path">Full path, as the storage opens it.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Tag">What changes when the content does: ETag, or size and modification time.</param>
public sealed record StorageObject(string Path, long Size, string Tag)
{
    /// <summary>When it was stored, by the storage's own clock: to be compared with that of other objects there, never with this machine's. Only listings say it.</summary>
    public DateTimeOffset? Stored { get; init; }
}

/// <summary>Blocking forms for code that runs on a worker's own thread.</summary>
public static class StorageExtensions
{
    /// <summary>Opens an object, blocking.</summary>
    public static Stream OpenRead(this IStorage storage, string path, long offset = 0, long length = -1, CancellationToken cancellationToken = default) =>
        storage.OpenReadAsync(path, offset, length, cancellationToken).GetAwaiter().GetResult();

    /// <summary>The whole content of a small object, or null if there is none.</summary>
    public static async Task<byte[]?> ReadAllAsync(this IStorage storage, string path, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var stream = await storage.OpenReadAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false);
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory, cancellationToken).ConfigureAwait(false);
            return memory.ToArray();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException) { return null; }
    }
}
