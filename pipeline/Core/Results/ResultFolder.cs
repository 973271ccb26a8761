using System.Collections.Concurrent;
using Curation.Core.Storage;

namespace Curation.Core.Results;

/// <summary>
/// What lies in a folder of results: logs (<c>*.log</c>) and, beside those that are closed, their indexes (<c>*.idx</c>). Results of open logs are
/// kept in a table in memory. Of several results of a key the one in the log of the lowest name counts, whoever asks.
/// </summary>
/// <param name="storage">Storage of the folder.</param>
/// <param name="folder">The folder.</param>
/// <param name="scratch">Local folder for copies of remote indexes.</param>
sealed class ResultFolder(IStorage storage, string folder, Func<string> scratch) : IDisposable
{
    readonly ConcurrentDictionary<UInt128, ResultPlace> _open = new();
    readonly Dictionary<string, long> _scanned = new(StringComparer.Ordinal);
    ResultIndex[] _closed = []; // In the order of the logs' names; replaced whole.

    /// <summary>Whether the folder is of this machine's file systems, so that logs grow in place.</summary>
    bool IsLocal { get; } = !folder.Contains("://", StringComparison.Ordinal);

    /// <summary>Reads what has come since the last time. Not thread-safe; lookups may go on.</summary>
    /// <param name="own">Logs that this process writes itself.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task RefreshAsync(Func<string, bool> own, CancellationToken cancellationToken)
    {
        var logs = new List<StorageObject>();
        var indexes = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var item in storage.ListAsync($"{folder}/*", cancellationToken).ConfigureAwait(false))
        {
            if (item.Path.EndsWith(".log", StringComparison.Ordinal)) logs.Add(item);
            else if (item.Path.EndsWith(".idx", StringComparison.Ordinal)) indexes.Add(item.Path[..^4] + ".log");
        }
        foreach (var log in logs.Where(l => !own(l.Path)))
        {
            if (indexes.Contains(log.Path)) await OpenIndexAsync(log.Path, cancellationToken).ConfigureAwait(false);
            else await ScanAsync(log, cancellationToken).ConfigureAwait(false);
        }
        // Logs that were merged into others are gone, and the others have been read above.
        var there = logs.Select(l => l.Path).ToHashSet(StringComparer.Ordinal);
        var gone = _scanned.Keys.Where(l => !there.Contains(l)).ToHashSet(StringComparer.Ordinal);
        foreach (var log in gone) _scanned.Remove(log);
        if (gone.Count > 0) Forget(gone.Contains);
    }

    /// <summary>Where results of a key lie, the one that counts first; others are asked if that is damaged.</summary>
    public IEnumerable<ResultPlace> Find(UInt128 key)
    {
        ResultPlace? open = _open.TryGetValue(key, out var found) ? found : null;
        foreach (var index in Volatile.Read(ref _closed))
        {
            if (open is { } first && string.CompareOrdinal(first.Log, index.Log) < 0)
            {
                yield return first;
                open = null;
            }
            if (index.TryFind(key, out var place)) yield return place;
        }
        if (open is { } last) yield return last;
    }

    /// <summary>Takes a result that is durable in an open log.</summary>
    public void Add(UInt128 key, ResultPlace place) => _open.AddOrUpdate(key, place, (_, old) => Better(place, old) ? place : old);

    /// <summary>Takes the index of a log that was closed, in place of the results of the logs that it holds.</summary>
    public async Task CloseAsync(string log, Func<string, bool> replaced, CancellationToken cancellationToken)
    {
        await OpenIndexAsync(log, cancellationToken).ConfigureAwait(false);
        Forget(replaced);
    }

    /// <summary>Entries of an open log.</summary>
    public IEnumerable<(UInt128 Key, long Offset, int Length)> Entries(string log) =>
        _open.Where(p => p.Value.Log == log).Select(p => (p.Key, p.Value.Offset, p.Value.Length));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var index in _closed) index.Dispose();
    }

    async Task OpenIndexAsync(string log, CancellationToken cancellationToken)
    {
        if (Array.Exists(_closed, i => i.Log == log)) return;
        var path = $"{log[..^4]}.idx";
        var local = path;
        if (!IsLocal)
        {
            local = Path.Combine(scratch(), $"{Path.GetFileName(log)}.idx");
            await using var source = await storage.OpenReadAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false);
            await using var target = File.Create(local);
            await source.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
        }
        Volatile.Write(ref _closed, [.. _closed.Append(ResultIndex.Open(local, log)).OrderBy(i => i.Log, StringComparer.Ordinal)]);
        if (_scanned.Remove(log)) Forget(l => l == log);
    }

    /// <summary>Reads the records of a log without index from where the last scan ended. A local log whose process is gone is closed.</summary>
    async Task ScanAsync(StorageObject log, CancellationToken cancellationToken)
    {
        var isDead = IsLocal && ResultLog.IsAbandoned(log.Path);
        var from = _scanned.GetValueOrDefault(log.Path, ResultRecord.LogHead.Length);
        if (log.Size > from || isDead)
        {
            try
            {
                await using var stream = await storage.OpenReadAsync(log.Path, from, cancellationToken: cancellationToken).ConfigureAwait(false);
                var end = ResultRecord.Scan(stream, from, (key, offset, length) => Add(key, new(log.Path, offset, length)));
                // What is no record at the end of a log that cannot grow is the tail of a write that was cut off.
                _scanned[log.Path] = end;
            }
            catch (FileNotFoundException) { return; }
        }
        if (!isDead) return;
        await storage.PutIfAbsentAsync($"{log.Path[..^4]}.idx", ResultIndex.Encode(Entries(log.Path)), cancellationToken).ConfigureAwait(false);
        await storage.DeleteAsync(ResultLog.LockOf(log.Path), cancellationToken).ConfigureAwait(false);
        await OpenIndexAsync(log.Path, cancellationToken).ConfigureAwait(false);
    }

    void Forget(Func<string, bool> log)
    {
        foreach (var (key, place) in _open)
            if (log(place.Log)) _open.TryRemove(new(key, place));
    }

    static bool Better(ResultPlace a, ResultPlace b)
    {
        var order = string.CompareOrdinal(a.Log, b.Log);
        return order < 0 || (order == 0 && a.Offset < b.Offset);
    }
}
