using Curation.Core.Errors;
using Curation.Core.Storage.Http;
using Curation.Core.Storage.S3;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Curation.Core.Storage;

/// <summary>Chooses the storage by a path's scheme.</summary>
public sealed class StorageRouter : IStorage
{
    /// <summary>Set to 1, it allows no path of another machine: what <c>--offline</c> sets.</summary>
    public const string OfflineVariable = "CURATE_OFFLINE";

    readonly LocalStorage _local = new();
    readonly HttpStorage _http;
    readonly S3Storage _s3;
    readonly bool _offline = Environment.GetEnvironmentVariable(OfflineVariable) == "1";

    /// <summary>Storages of every scheme.</summary>
    /// <param name="options">How remote ones are reached; null for the defaults.</param>
    /// <param name="logging">Told of throttling.</param>
    public StorageRouter(StorageOptions? options = null, ILoggerFactory? logging = null)
    {
        options ??= new();
        logging ??= NullLoggerFactory.Instance;
        _http = new(options, Counters, logging);
        _s3 = new(options, Counters, logging);
    }

    /// <summary>Requests and bytes of remote storages.</summary>
    public StorageCounters Counters { get; } = new();

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

    /// <inheritdoc/>
    public Task PrepareAsync(string folder, CancellationToken cancellationToken = default) => Of(folder).PrepareAsync(folder, cancellationToken);

    /// <inheritdoc/>
    public Task SweepUploadsAsync(string folder, CancellationToken cancellationToken = default) => Of(folder).SweepUploadsAsync(folder, cancellationToken);

    IStorage Of(string path)
    {
        var colon = path.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0) return _local;
        IStorage storage = path[..colon] switch
        {
            "s3" => _s3,
            "https" or "http" => _http,
            var scheme => throw new ConfigException($"{path}: no storage for '{scheme}://'; local paths, s3:// and https:// are served"),
        };
        if (_offline && !IsHere(path, storage))
            throw new ConfigException($"{path} is on another machine, and --offline ({OfflineVariable}=1) forbids the network; use a local copy");
        return storage;
    }

    static bool IsHere(string path, IStorage storage) =>
        Uri.TryCreate(storage is S3Storage s3 ? s3.EndpointOf(path) : path, UriKind.Absolute, out var server) && server.IsLoopback;
}
