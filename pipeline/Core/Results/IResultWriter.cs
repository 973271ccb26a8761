namespace Curation.Core.Results;

/// <summary>A result on its way into a log.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Payload">Its bytes.</param>
readonly record struct NewResult(UInt128 Key, ReadOnlyMemory<byte> Payload);

/// <summary>Writes results of one process. Calls come one at a time.</summary>
interface IResultWriter : IAsyncDisposable
{
    /// <summary>Whether a log is written by this process.</summary>
    bool Owns(string log);

    /// <summary>Stores results; they are durable, and found, when the call returns.</summary>
    /// <returns>Where each lies.</returns>
    Task<ResultPlace[]> CommitAsync(IReadOnlyList<NewResult> results, CancellationToken cancellationToken);
}
