using Curation.Core.Errors;
using Curation.Core.Storage;
using Microsoft.Win32.SafeHandles;

namespace Curation.Core.Results;

/// <summary>Appends results to a log of its own on a local or shared file system: one write and one fsync for all that wait.</summary>
/// <param name="storage">Storage of the folder.</param>
/// <param name="folder">What lies in it.</param>
/// <param name="prefix">Path of the log without ordinal and ending; no other process uses it.</param>
/// <param name="limits">When a log is closed and the next begun.</param>
sealed class LocalResultWriter(IStorage storage, ResultFolder folder, string prefix, ResultLogLimits limits) : IResultWriter
{
    FileStream? _lock;
    SafeFileHandle? _file;
    string _log = "";
    long _length;
    int _records;
    int _ordinal;

    /// <inheritdoc/>
    public bool Owns(string log) => log == _log;

    /// <inheritdoc/>
    public async Task<ResultPlace[]> CommitAsync(IReadOnlyList<NewResult> results, CancellationToken cancellationToken)
    {
        if (_file is null) await BeginAsync(cancellationToken).ConfigureAwait(false);
        using var buffer = new MemoryStream();
        var places = new ResultPlace[results.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = new(_log, _length + buffer.Length, results[i].Payload.Length);
            ResultRecord.Write(buffer, results[i].Key, results[i].Payload.Span);
        }
        try
        {
            RandomAccess.Write(_file!, buffer.GetBuffer().AsSpan(0, (int)buffer.Length), _length);
            RandomAccess.FlushToDisk(_file!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What was written of the group is a tail that readers ignore, so nothing may follow it.
            await CloseAsync(cancellationToken).ConfigureAwait(false);
            throw new OutputException(_log, error);
        }
        _length += buffer.Length;
        _records += places.Length;
        for (var i = 0; i < places.Length; i++) folder.Add(results[i].Key, places[i]);
        if (_records >= limits.Records || _length >= limits.Bytes) await CloseAsync(cancellationToken).ConfigureAwait(false);
        return places;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_file is not null) await CloseAsync(CancellationToken.None).ConfigureAwait(false);
    }

    async Task BeginAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (_lock is not null) await UnlockAsync(cancellationToken).ConfigureAwait(false);
            _log = $"{prefix}-{_ordinal++:d6}.log";
            _lock = Lock(ResultLog.LockOf(_log));
        }
        while (_lock is null || !await storage.PutIfAbsentAsync(_log, ResultRecord.LogHead.ToArray(), cancellationToken).ConfigureAwait(false));
        _file = File.OpenHandle(_log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        (_length, _records) = (ResultRecord.LogHead.Length, 0);
    }

    /// <summary>The log's lock; null if another writer that began at the same moment has it.</summary>
    static FileStream? Lock(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path)) { return null; }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException) { throw new OutputException(path, error); }
    }

    async Task CloseAsync(CancellationToken cancellationToken)
    {
        _file!.Dispose();
        _file = null;
        await storage.PutIfAbsentAsync($"{_log[..^4]}.idx", ResultIndex.Encode(folder.Entries(_log)), cancellationToken).ConfigureAwait(false);
        await folder.CloseAsync(_log, l => l == _log, cancellationToken).ConfigureAwait(false);
        await UnlockAsync(cancellationToken).ConfigureAwait(false);
    }

    async Task UnlockAsync(CancellationToken cancellationToken)
    {
        await storage.DeleteAsync(ResultLog.LockOf(_log), cancellationToken).ConfigureAwait(false);
        await _lock!.DisposeAsync().ConfigureAwait(false);
        _lock = null;
    }
}
