using Curation.Core.Errors;
using Curation.Core.Storage;

namespace Curation.Core.Results;

/// <summary>
/// Stores results on object storage, where nothing grows in place: each group is an object of its own, and many such objects are merged into
/// one log with an index. The merged log is whole before the objects are deleted; a reader that looked up one of them looks again.
/// </summary>
/// <param name="storage">Storage of the folder.</param>
/// <param name="folder">What lies in it.</param>
/// <param name="prefix">Path of the objects without ordinal and ending; no other process uses it.</param>
/// <param name="limits">When objects are merged.</param>
/// <param name="scratch">Local folder in which the merged log grows.</param>
sealed class RemoteResultWriter(IStorage storage, ResultFolder folder, string prefix, ResultLogLimits limits, Func<string> scratch) : IResultWriter
{
    readonly List<(UInt128 Key, long Offset, int Length)> _entries = [];
    readonly List<string> _objects = [];
    FileStream? _merged;
    int _ordinal;

    /// <inheritdoc/>
    public bool Owns(string log) => log.StartsWith(prefix, StringComparison.Ordinal);

    /// <inheritdoc/>
    public async Task<ResultPlace[]> CommitAsync(IReadOnlyList<NewResult> results, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        buffer.Write(ResultRecord.LogHead);
        var places = new (long Offset, int Length)[results.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = (buffer.Length, results[i].Payload.Length);
            ResultRecord.Write(buffer, results[i].Key, results[i].Payload.Span);
        }
        string log;
        do log = $"{prefix}-{_ordinal++:d8}.log";
        while (!await storage.PutIfAbsentAsync(log, buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken).ConfigureAwait(false));
        _objects.Add(log);
        var stored = new ResultPlace[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            stored[i] = new(log, places[i].Offset, places[i].Length);
            folder.Add(results[i].Key, stored[i]);
        }
        Remember(buffer, results, places);
        if (_objects.Count >= limits.Objects || _entries.Count >= limits.Records || _merged!.Length >= limits.Bytes)
            await MergeAsync(cancellationToken).ConfigureAwait(false);
        return stored;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_objects.Count > 1) await MergeAsync(CancellationToken.None).ConfigureAwait(false);
        if (_merged is not null) await _merged.DisposeAsync().ConfigureAwait(false);
    }

    void Remember(MemoryStream group, IReadOnlyList<NewResult> results, (long Offset, int Length)[] places)
    {
        var head = ResultRecord.LogHead.Length;
        try
        {
            if (_merged is null)
            {
                _merged = File.Create(Path.Combine(scratch(), "merged.log"));
                _merged.Write(ResultRecord.LogHead);
            }
            var shift = _merged.Length - head;
            for (var i = 0; i < places.Length; i++) _entries.Add((results[i].Key, shift + places[i].Offset, places[i].Length));
            _merged.Write(group.GetBuffer().AsSpan(head, (int)group.Length - head));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException) { throw new OutputException(scratch(), error); }
    }

    async Task MergeAsync(CancellationToken cancellationToken)
    {
        var path = _merged!.Name;
        await _merged.DisposeAsync().ConfigureAwait(false);
        _merged = null;
        var log = $"{_objects[^1][..^4]}-merged.log";
        await storage.PutFileAsync(log, path, cancellationToken).ConfigureAwait(false);
        await storage.PutIfAbsentAsync($"{log[..^4]}.idx", ResultIndex.Encode(_entries), cancellationToken).ConfigureAwait(false);
        var replaced = _objects.ToHashSet(StringComparer.Ordinal);
        await folder.CloseAsync(log, replaced.Contains, cancellationToken).ConfigureAwait(false);
        foreach (var item in replaced) await storage.DeleteAsync(item, cancellationToken).ConfigureAwait(false);
        _objects.Clear();
        _entries.Clear();
        File.Delete(path);
    }
}
