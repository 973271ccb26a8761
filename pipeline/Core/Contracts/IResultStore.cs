namespace Curation.Core.Contracts;

/// <summary>
/// Results of devices and servers (OCR, language models), by content key: a stage stores a result before it uses it, so that a rerun
/// computes nothing twice and gives the same documents. Thread-safe.
/// </summary>
public interface IResultStore
{
    /// <summary>The result stored under a key, or null.</summary>
    /// <param name="key">Hash of all that decides the result: input, model, prompt, parameters.</param>
    /// <param name="cancellationToken">Stops waiting for storage.</param>
    ValueTask<byte[]?> FindAsync(UInt128 key, CancellationToken cancellationToken);

    /// <summary>Stores a result; done when it would survive the death of the process. The first result of a key stays.</summary>
    /// <returns>What is stored under the key: <paramref name="result"/>, or the one that was there before it.</returns>
    ValueTask<byte[]> StoreAsync(UInt128 key, byte[] result, CancellationToken cancellationToken);
}
