using Curation.Core.Errors;

namespace Curation.Core.Storage;

/// <summary>Chooses the storage by a path's scheme.</summary>
public sealed class StorageRouter : IStorage
{
    readonly LocalStorage _local = new();

    /// <inheritdoc/>
    public Task<StorageObject?> StatAsync(string path, CancellationToken cancellationToken = default) => Of(path).StatAsync(path, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StorageObject> ListAsync(string pathOrPattern, CancellationToken cancellationToken = default) => Of(pathOrPattern).ListAsync(pathOrPattern, cancellationToken);

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(string path, long offset = 0, long length = -1, CancellationToken cancellationToken = default) => Of(path).OpenReadAsync(path, offset, length, cancellationToken);

    /// <inheritdoc/>
    public Task PutFileAsync(string path, string localFile, CancellationToken cancellationToken = default) => Of(path).PutFileAsync(path, localFile, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> PutIfAbsentAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) => Of(path).PutIfAbsentAsync(path, bytes, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string path, CancellationToken cancellationToken = default) => Of(path).DeleteAsync(path, cancellationToken);

    LocalStorage Of(string path)
    {
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 ? _local : throw new ConfigException($"{path}: no storage for '{path[..scheme]}://'; local paths are served");
    }
}
