namespace Curation.Core.Storage;

/// <summary>What was asked of remote storages: for reports, and for the bill. Thread-safe.</summary>
public sealed class StorageCounters
{
    long _reads;
    long _writes;
    long _lists;
    long _bytesRead;
    long _bytesWritten;
    long _retries;

    /// <summary>The counts so far.</summary>
    public StorageUsage Usage => new(
        Interlocked.Read(ref _reads), Interlocked.Read(ref _writes), Interlocked.Read(ref _lists),
        Interlocked.Read(ref _bytesRead), Interlocked.Read(ref _bytesWritten), Interlocked.Read(ref _retries));

    internal void Read() => Interlocked.Increment(ref _reads);

    internal void Write() => Interlocked.Increment(ref _writes);

    internal void List() => Interlocked.Increment(ref _lists);

    internal void Retry() => Interlocked.Increment(ref _retries);

    internal void BytesRead(long bytes) => Interlocked.Add(ref _bytesRead, bytes);

    internal void BytesWritten(long bytes) => Interlocked.Add(ref _bytesWritten, bytes);
}

/// <summary>Requests and bytes of remote storages.</summary>
/// <param name="Reads">GET and HEAD requests, retries included.</param>
/// <param name="Writes">PUT, POST and DELETE requests.</param>
/// <param name="Lists">Pages of listings.</param>
/// <param name="BytesRead">Bytes of objects received.</param>
/// <param name="BytesWritten">Bytes of objects sent.</param>
/// <param name="Retries">Attempts after the first.</param>
public sealed record StorageUsage(long Reads, long Writes, long Lists, long BytesRead, long BytesWritten, long Retries)
{
    /// <summary>All requests.</summary>
    public long Requests => Reads + Writes + Lists;
}
