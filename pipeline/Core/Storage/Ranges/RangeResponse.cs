namespace Curation.Core.Storage.Ranges;

/// <summary>The answer to one ranged request.</summary>
/// <param name="body">The bytes, not yet read.</param>
/// <param name="length">How many there must be.</param>
/// <param name="size">Bytes of the whole object.</param>
/// <param name="tag">Its ETag, if it has one.</param>
/// <param name="owner">Disposed with the body.</param>
sealed class RangeResponse(Stream body, long length, long size, string? tag, IDisposable? owner = null) : IAsyncDisposable
{
    public Stream Body => body;

    public long Length => length;

    public long Size => size;

    public string? Tag => tag;

    public async ValueTask DisposeAsync()
    {
        await body.DisposeAsync().ConfigureAwait(false);
        owner?.Dispose();
    }
}
