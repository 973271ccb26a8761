using Curation.Core.Storage.Ranges;

namespace Curation.Core.Storage.Http;

/// <summary>An object of a server without ranges: one body, read from its beginning; opened anew and read over when the connection breaks.</summary>
sealed class WholeBodyStream(RangeSource source, long offset, CancellationToken cancellationToken) : Stream
{
    readonly byte[] _skip = new byte[64 << 10];
    Stream? _body;
    HttpResponseMessage? _answer;
    long _at;
    long _position = offset;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var rented = new byte[Math.Min(buffer.Length, 64 << 10)];
        var read = ReadAsync(rented, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        rented.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation = default)
    {
        if (buffer.IsEmpty) return 0;
        try
        {
            return await source.Retry.RunAsync(async token =>
            {
                try { return await AttemptAsync(buffer, token).ConfigureAwait(false); }
                catch
                {
                    Drop();
                    throw;
                }
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested) { throw source.Explain(error); }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) Drop();
        base.Dispose(disposing);
    }

    async Task<int> AttemptAsync(Memory<byte> buffer, CancellationToken token)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(token);
        idle.CancelAfter(TimeSpan.FromSeconds(source.Options.TimeoutSeconds));
        if (_body is null) await OpenAsync(idle.Token).ConfigureAwait(false);
        while (_at < _position)
        {
            idle.CancelAfter(TimeSpan.FromSeconds(source.Options.TimeoutSeconds));
            var over = await _body!.ReadAsync(_skip.AsMemory(0, (int)Math.Min(_skip.Length, _position - _at)), idle.Token).ConfigureAwait(false);
            if (over == 0) return End(0);
            _at += over;
        }
        var read = await _body!.ReadAsync(buffer, idle.Token).ConfigureAwait(false);
        _at += read;
        _position += read;
        source.Counters.BytesRead(read);
        return read == 0 ? End(0) : read;
    }

    int End(int read) => _answer?.Content.Headers.ContentLength is { } length && _at < length
        ? throw new EndOfStreamException($"the connection ended at byte {_at} of {length}")
        : read;

    async Task OpenAsync(CancellationToken token)
    {
        source.Counters.Read();
        _answer = await HttpStorage.GetAsync(source.Path, token).ConfigureAwait(false);
        if (!_answer.IsSuccessStatusCode) throw HttpErrors.Of(_answer);
        _body = await _answer.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
        _at = 0;
    }

    void Drop()
    {
        _body?.Dispose();
        _answer?.Dispose();
        (_body, _answer) = (null, null);
    }
}
