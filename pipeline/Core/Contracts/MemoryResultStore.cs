using System.Collections.Concurrent;

namespace Curation.Core.Contracts;

/// <summary>Results that live as long as the process: for commands without a run's folder.</summary>
public sealed class MemoryResultStore : IResultStore
{
    readonly ConcurrentDictionary<UInt128, byte[]> _results = new();

    /// <inheritdoc/>
    public ValueTask<byte[]?> FindAsync(UInt128 key, CancellationToken cancellationToken) => new(_results.GetValueOrDefault(key));

    /// <inheritdoc/>
    public ValueTask<byte[]> StoreAsync(UInt128 key, byte[] result, CancellationToken cancellationToken) => new(_results.GetOrAdd(key, result));
}
