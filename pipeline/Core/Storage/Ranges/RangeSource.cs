using Curation.Core.Resilience;

namespace Curation.Core.Storage.Ranges;

/// <summary>A remote object that is read by ranges.</summary>
/// <param name="Path">Its path, for messages.</param>
/// <param name="Open">One attempt at the bytes from an offset, of at most a length, of the object with this ETag.</param>
/// <param name="Retry">Repeats attempts.</param>
/// <param name="Explain">Turns what the last attempt threw into an error for the user.</param>
/// <param name="Options">Chunk size, read-ahead and time limit.</param>
/// <param name="Counters">Count bytes.</param>
sealed record RangeSource(
    string Path,
    Func<long, long, string?, CancellationToken, Task<RangeResponse>> Open,
    RetryPolicy Retry,
    Func<Exception, Exception> Explain,
    StorageOptions Options,
    StorageCounters Counters)
{
    /// <summary>Fills a chunk, going on at the byte where a connection broke.</summary>
    public async Task FillAsync(RangeChunk chunk, string? tag, CancellationToken cancellationToken)
    {
        try
        {
            while (chunk.Filled < chunk.Length)
            {
                _ = await Retry.RunAsync(async token =>
                {
                    var response = await Open(chunk.Start + chunk.Filled, chunk.Length - chunk.Filled, tag, token).ConfigureAwait(false);
                    await using (response.ConfigureAwait(false)) await ReceiveAsync(chunk, response, token).ConfigureAwait(false);
                    return true;
                }, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested) { throw Explain(error); }
    }

    /// <summary>The first chunk from an offset: it tells the size and the tag.</summary>
    public async Task<(RangeChunk Chunk, long Size, string? Tag)> FirstAsync(long offset, int length, CancellationToken cancellationToken)
    {
        var chunk = new RangeChunk(offset, length);
        try
        {
            var (size, tag) = await Retry.RunAsync(async token =>
            {
                var response = await Open(offset + chunk.Filled, length - chunk.Filled, null, token).ConfigureAwait(false);
                await using (response.ConfigureAwait(false))
                {
                    chunk.Shorten((int)Math.Clamp(response.Size - offset, 0, length));
                    await ReceiveAsync(chunk, response, token).ConfigureAwait(false);
                    return (response.Size, response.Tag);
                }
            }, cancellationToken).ConfigureAwait(false);
            await FillAsync(chunk, tag, cancellationToken).ConfigureAwait(false);
            return (chunk, size, tag);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            chunk.Release();
            throw Explain(error);
        }
        catch
        {
            chunk.Release();
            throw;
        }
    }

    async Task ReceiveAsync(RangeChunk chunk, RangeResponse response, CancellationToken cancellationToken)
    {
        var wanted = chunk.Length - chunk.Filled;
        if (response.Length != wanted)
            throw new IOException($"expected {wanted} bytes from byte {chunk.Start + chunk.Filled}, found {response.Length} announced");
        var before = chunk.Filled;
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (chunk.Filled < chunk.Length)
            {
                idle.CancelAfter(TimeSpan.FromSeconds(Options.TimeoutSeconds));
                var read = await response.Body.ReadAsync(chunk.Free, idle.Token).ConfigureAwait(false);
                if (read == 0) throw new EndOfStreamException($"the connection ended at byte {chunk.Start + chunk.Filled}; expected {chunk.Length - chunk.Filled} more");
                chunk.Filled += read;
                Counters.BytesRead(read);
            }
        }
        catch (Exception) when (chunk.Filled > before && !cancellationToken.IsCancellationRequested)
        {
            // Some bytes came: the next request goes on behind them, and the count of attempts begins anew.
            Counters.Retry();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no byte came for {Options.TimeoutSeconds} s at byte {chunk.Start + chunk.Filled}");
        }
    }
}
