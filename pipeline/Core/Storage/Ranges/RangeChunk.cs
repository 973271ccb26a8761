using System.Buffers;

namespace Curation.Core.Storage.Ranges;

/// <summary>Bytes of one range in a pooled buffer.</summary>
sealed class RangeChunk(long start, int length)
{
    /// <summary>Not the shared pool, which keeps buffers for every thread that ever gave one back.</summary>
    static readonly ArrayPool<byte> s_pool = ArrayPool<byte>.Create(maxArrayLength: 64 << 20, maxArraysPerBucket: 64);

    byte[]? _buffer = s_pool.Rent(Math.Max(length, 1));

    /// <summary>Offset of the first byte in the object.</summary>
    public long Start => start;

    /// <summary>Bytes that it will hold.</summary>
    public int Length { get; private set; } = length;

    /// <summary>Bytes received so far.</summary>
    public int Filled { get; set; }

    /// <summary>Done when all bytes are there.</summary>
    public Task Ready { get; set; } = Task.CompletedTask;

    /// <summary>Room for the bytes that are still to come.</summary>
    public Memory<byte> Free => _buffer.AsMemory(Filled, Length - Filled);

    /// <summary>Whether a position of the object lies in it.</summary>
    public bool Holds(long position) => position >= Start && position < Start + Length;

    /// <summary>The bytes from a position on.</summary>
    public ReadOnlySpan<byte> From(long position) => _buffer.AsSpan((int)(position - Start), (int)(Start + Length - position));

    /// <summary>Fewer bytes than asked for: the object ends before.</summary>
    public void Shorten(int bytes) => Length = Math.Min(Length, Math.Max(bytes, Filled));

    /// <summary>Gives the buffer back, once nobody writes to it.</summary>
    public void Release() => _ = Ready.ContinueWith(_ =>
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer) s_pool.Return(buffer);
    }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
