using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using Curation.Core.Errors;
using Curation.Core.Resilience;
using Curation.Core.Storage.Ranges;
using Microsoft.Extensions.Logging;

namespace Curation.Core.Storage.Http;

/// <summary>Objects of web servers, read only: <c>https://</c>, and <c>http://</c> of this machine alone. There are no listings.</summary>
/// <param name="options">Time limits and sizes.</param>
/// <param name="counters">Count requests and bytes.</param>
/// <param name="logging">Told of throttling.</param>
sealed class HttpStorage(StorageOptions options, StorageCounters counters, ILoggerFactory logging) : IStorage
{
    static readonly HttpClient s_client = Create(TimeSpan.FromSeconds(60));
    readonly ConcurrentDictionary<string, RetryPolicy> _policies = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public async Task<StorageObject?> StatAsync(string path, CancellationToken cancellationToken = default)
    {
        var uri = Parse(path);
        try
        {
            return await CallAsync(path, uri, async token =>
            {
                counters.Read();
                using var head = await HttpRanges.SendAsync(s_client, new(HttpMethod.Head, uri), token).ConfigureAwait(false);
                if (head.IsSuccessStatusCode && head.Content.Headers.ContentLength is { } size) return Describe(path, size, head);
                if (head.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone) throw HttpErrors.Of(head);
                // Some servers do not answer HEAD.
                counters.Read();
                using var get = await HttpRanges.SendAsync(s_client, HttpRanges.Request(uri, 0, 1), token).ConfigureAwait(false);
                if (!get.IsSuccessStatusCode) throw HttpErrors.Of(get);
                return Describe(path, get.Content.Headers.ContentRange?.Length ?? get.Content.Headers.ContentLength ?? -1, get);
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (FileNotFoundException) { return null; }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StorageObject> ListAsync(string pathOrPattern, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (pathOrPattern.Contains('*', StringComparison.Ordinal))
            throw new ConfigException($"{pathOrPattern}: web servers have no listings; name each file");
        if (await StatAsync(pathOrPattern, cancellationToken).ConfigureAwait(false) is { } single) yield return single;
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenReadAsync(string path, long offset = 0, long length = -1, CancellationToken cancellationToken = default)
    {
        var uri = Parse(path);
        var source = new RangeSource(path, (from, count, tag, token) => HttpRanges.OpenAsync(s_client, uri, counters, from, count, tag, token),
            PolicyOf(uri), error => HttpErrors.Explain(error, path, options.Retries), options, counters);
        try
        {
            var stream = await RangedStream.OpenAsync(source, offset, length < 0 ? long.MaxValue : offset + length, cancellationToken).ConfigureAwait(false);
            return length < 0 ? stream : new RangeStream(stream, length);
        }
        catch (InputException error) when (error.InnerException is HttpRangesMissingException)
        {
            var stream = new WholeBodyStream(source, offset, cancellationToken);
            return length < 0 ? stream : new RangeStream(stream, length);
        }
    }

    /// <inheritdoc/>
    public Task PutFileAsync(string path, string localFile, CancellationToken cancellationToken = default) => throw ReadOnly(path);

    /// <inheritdoc/>
    public Task<bool> PutIfAbsentAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) => throw ReadOnly(path);

    /// <inheritdoc/>
    public Task DeleteAsync(string path, CancellationToken cancellationToken = default) => throw ReadOnly(path);

    /// <inheritdoc/>
    public Task PrepareAsync(string folder, CancellationToken cancellationToken = default) => throw ReadOnly(folder);

    /// <summary>The whole body of a URL.</summary>
    internal static Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken) =>
        HttpRanges.SendAsync(s_client, new(HttpMethod.Get, Parse(path)), cancellationToken);

    static ConfigException ReadOnly(string path) => new($"{path}: web servers are read only; set output.directory to a local folder or s3://");

    static Uri Parse(string path)
    {
        if (!Uri.TryCreate(path, UriKind.Absolute, out var uri) || uri.Host.Length == 0) throw new ConfigException($"{path}: expected a URL such as https://host/path, found none");
        if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback) throw new ConfigException($"{path}: what comes by http:// can be changed on its way; use https://");
        return uri;
    }

    static StorageObject Describe(string path, long size, HttpResponseMessage answer) =>
        new(path, size, answer.Headers.ETag?.Tag.Trim('"') ?? FormattableString.Invariant($"{size}-{answer.Content.Headers.LastModified?.UtcTicks}"));

    async Task<T> CallAsync<T>(string path, Uri uri, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        try { return await PolicyOf(uri).RunAsync(request, cancellationToken).ConfigureAwait(false); }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested) { throw HttpErrors.Explain(error, path, options.Retries); }
    }

    RetryPolicy PolicyOf(Uri uri) => _policies.GetOrAdd(uri.Authority, host =>
        new(new RateGovernor(host, log: logging.CreateLogger<RateGovernor>()), options.Retries, HttpErrors.Classify, counters.Retry));

    /// <summary>A client that takes bytes as they are stored.</summary>
    /// <param name="timeout">For the answer's head.</param>
    internal static HttpClient Create(TimeSpan timeout)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            // Bytes as stored: offsets and checksums are of those.
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        { Timeout = timeout };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("curate/1.0");
        return client;
    }
}
