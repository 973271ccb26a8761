using System.Globalization;
using System.Threading.Channels;
using Curation.Core.Contracts;
using Curation.Core.Runtime;
using Curation.Core.Storage;

namespace Curation.Core.Results;

/// <summary>
/// Results of costly work by content key, in a folder that many processes may use at once: whole after kill -9, durable before they are used,
/// kept when a run is done again with other options. Results that wait are committed together. Opened when first asked.
/// </summary>
/// <remarks>
/// Locally a process appends to a log of its own, <c>TIME-MACHINE-PID-N.log</c>; on object storage each group is an object, merged later. A result
/// is never replaced: of two for one key, stored by processes that did not know of each other, the one in the log of the lowest name counts.
/// Memory holds what lies in logs that are not closed yet, at most 131,072 results a process; the rest is read through indexes.
/// </remarks>
public sealed class ResultStore : IResultStore, IAsyncDisposable
{
    const int WaitingAtMost = 4096;
    const int GroupBytes = 8 << 20;
    static readonly TimeSpan s_refreshAfter = TimeSpan.FromMinutes(1);
    readonly IStorage _storage;
    readonly string _directory;
    readonly string _scratchRoot;
    readonly TimeProvider _time;
    readonly ResultLogLimits _limits;
    readonly SemaphoreSlim _gate = new(1);
    readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(WaitingAtMost);
    AttemptFolder? _scratch;
    ResultFolder? _folder;
    IResultWriter? _writer;
    Task? _commits;
    long _refreshed;

    /// <summary>The results in a folder.</summary>
    /// <param name="storage">Storage of the folder.</param>
    /// <param name="directory">The folder, local or <c>s3://</c>.</param>
    /// <param name="scratch">Local folder for copies of remote indexes.</param>
    /// <param name="time">Clock of names and of refreshing.</param>
    public ResultStore(IStorage storage, string directory, string scratch, TimeProvider? time = null) : this(storage, directory, scratch, time, new()) { }

    internal ResultStore(IStorage storage, string directory, string scratch, TimeProvider? time, ResultLogLimits limits)
    {
        (_storage, _directory, _scratchRoot, _limits) = (storage, directory.TrimEnd('/'), scratch, limits);
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]?> FindAsync(UInt128 key, CancellationToken cancellationToken)
    {
        var folder = await FolderAsync(cancellationToken).ConfigureAwait(false);
        if (await ReadAsync(folder, key, cancellationToken).ConfigureAwait(false) is { } found) return found;
        // Other processes may have stored it since the folder was read.
        return await RefreshAsync(folder, s_refreshAfter, cancellationToken).ConfigureAwait(false)
            ? await ReadAsync(folder, key, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> StoreAsync(UInt128 key, byte[] result, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(result.Length, ResultRecord.MaxPayload, nameof(result));
        var folder = await FolderAsync(cancellationToken).ConfigureAwait(false);
        if (await ReadAsync(folder, key, cancellationToken).ConfigureAwait(false) is { } earlier) return earlier;
        var waiting = new Waiting(new(key, result), new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _waiting.Writer.WriteAsync(waiting, cancellationToken).ConfigureAwait(false);
        var place = await waiting.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        // What was just written need not be read, unless another's counts before it.
        if (folder.Find(key).FirstOrDefault() == place) return result;
        return await ReadAsync(folder, key, cancellationToken).ConfigureAwait(false) ?? result;
    }

    /// <summary>Commits what waits and closes the log.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (_commits is not null) await _commits.ConfigureAwait(false);
        if (_writer is not null) await _writer.DisposeAsync().ConfigureAwait(false);
        _folder?.Dispose();
        _scratch?.Dispose();
        _gate.Dispose();
    }

    async ValueTask<ResultFolder> FolderAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _folder) is { } open) return open;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_folder is not null) return _folder;
            var folder = new ResultFolder(_storage, _directory, Scratch);
            await folder.RefreshAsync(_ => false, cancellationToken).ConfigureAwait(false);
            var prefix = string.Create(CultureInfo.InvariantCulture,
                $"{_directory}/{_time.GetUtcNow().ToUnixTimeMilliseconds():x12}-{Environment.MachineName}-{Environment.ProcessId}");
            _writer = _directory.Contains("://", StringComparison.Ordinal)
                ? new RemoteResultWriter(_storage, folder, prefix, _limits, Scratch)
                : new LocalResultWriter(_storage, folder, prefix, _limits);
            _refreshed = _time.GetTimestamp();
            _commits = Task.Run(CommitAsync, CancellationToken.None);
            Volatile.Write(ref _folder, folder);
            return folder;
        }
        finally { _gate.Release(); }
    }

    async Task<byte[]?> ReadAsync(ResultFolder folder, UInt128 key, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                foreach (var place in folder.Find(key))
                    if (await ReadAsync(place, key, cancellationToken).ConfigureAwait(false) is { } result) return result;
                return null;
            }
            catch (FileNotFoundException) when (attempt == 0)
            {
                // Merged into another log since.
                await RefreshAsync(folder, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    async Task<byte[]?> ReadAsync(ResultPlace place, UInt128 key, CancellationToken cancellationToken)
    {
        var record = new byte[ResultRecord.HeadBytes + place.Length];
        await using var stream = await _storage.OpenReadAsync(place.Log, place.Offset, record.Length, cancellationToken).ConfigureAwait(false);
        var read = await stream.ReadAtLeastAsync(record, record.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return ResultRecord.Payload(record.AsSpan(0, read), key);
    }

    async Task<bool> RefreshAsync(ResultFolder folder, TimeSpan after, CancellationToken cancellationToken)
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _refreshed)) < after) return false;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_time.GetElapsedTime(_refreshed) < after) return true;
            await folder.RefreshAsync(_writer!.Owns, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _refreshed, _time.GetTimestamp());
            return true;
        }
        finally { _gate.Release(); }
    }

    async Task CommitAsync()
    {
        var group = new List<Waiting>();
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            long bytes = 0;
            while (bytes < GroupBytes && _waiting.Reader.TryRead(out var next))
            {
                group.Add(next);
                bytes += next.Result.Payload.Length;
            }
            // The gate: a log that is closed changes what a refresh reads.
            await _gate.WaitAsync().ConfigureAwait(false);
            try
            {
                var places = await _writer!.CommitAsync([.. group.Select(g => g.Result)], CancellationToken.None).ConfigureAwait(false);
                for (var i = 0; i < places.Length; i++) group[i].Done.TrySetResult(places[i]);
            }
            catch (Exception error)
            {
                foreach (var waiting in group) waiting.Done.TrySetException(error);
            }
            finally { _gate.Release(); }
            group.Clear();
        }
    }

    string Scratch()
    {
        _scratch ??= AttemptFolder.Create(_scratchRoot);
        return _scratch.Path;
    }

    /// <summary>A result that waits for its group.</summary>
    readonly record struct Waiting(NewResult Result, TaskCompletionSource<ResultPlace> Done);
}
