using Curation.Core.Storage;

namespace Curation.Tests.Runtime;

/// <summary>Counts what a run asks of its storage.</summary>
sealed class CountingStorage : IStorage
{
    readonly StorageRouter _inner = new();

    /// <summary>Manifests and indexes that were opened.</summary>
    public int Manifests { get; set; }

    /// <summary>Requests of all kinds; a listing is one.</summary>
    public int Requests { get; set; }

    public Task<Stream> OpenReadAsync(string path, long offset = 0, long length = -1, CancellationToken cancellationToken = default)
    {
        Requests++;
        if (path.EndsWith(".json", StringComparison.Ordinal) && File.Exists(path)) Manifests++;
        return _inner.OpenReadAsync(path, offset, length, cancellationToken);
    }

    public Task<StorageObject?> StatAsync(string path, CancellationToken cancellationToken = default)
    {
        Requests++;
        return _inner.StatAsync(path, cancellationToken);
    }

    public IAsyncEnumerable<StorageObject> ListAsync(string pathOrPattern, CancellationToken cancellationToken = default)
    {
        Requests++;
        return _inner.ListAsync(pathOrPattern, cancellationToken);
    }

    public Task PutFileAsync(string path, string localFile, CancellationToken cancellationToken = default)
    {
        Requests++;
        return _inner.PutFileAsync(path, localFile, cancellationToken);
    }

    public Task<bool> PutIfAbsentAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        Requests++;
        return _inner.PutIfAbsentAsync(path, bytes, cancellationToken);
    }

    public Task DeleteAsync(string path, CancellationToken cancellationToken = default)
    {
        Requests++;
        return _inner.DeleteAsync(path, cancellationToken);
    }
}
