using System.Collections.Immutable;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Storage;

namespace Curation.Core.Runs.Signs;

/// <summary>The signs of a run's processes, in the folder <c>signs</c>. Only <c>curate status</c> reads them: nothing is decided by them.</summary>
/// <param name="storage">Storage of the folder.</param>
/// <param name="directory">The run's output folder.</param>
public sealed class SignStore(IStorage storage, string directory)
{
    static readonly JsonSerializerOptions s_json = new(StrictJson.Options) { WriteIndented = false };

    /// <summary>Signs of a step's processes; of each the newest.</summary>
    public async Task<List<ProcessSign>> ListAsync(Step step, CancellationToken cancellationToken)
    {
        var signs = new List<ProcessSign>();
        await foreach (var item in storage.ListAsync($"{Folder(step)}/*.json", cancellationToken).ConfigureAwait(false))
            if (ProcessSign.Parse(Path.GetFileName(item.Path)) is { } sign) signs.Add(sign with { Stored = item.Stored ?? default });
        return [.. signs.GroupBy(s => (s.Machine, s.Process, s.IsFailure)).Select(g => g.MaxBy(s => s.Beat)!)];
    }

    /// <summary>Stores a sign.</summary>
    public Task PutAsync(Step step, ProcessSign sign, ImmutableArray<TaskFailure> failures, CancellationToken cancellationToken) =>
        storage.PutIfAbsentAsync(PathOf(step, sign), JsonSerializer.SerializeToUtf8Bytes(failures, s_json), cancellationToken);

    /// <summary>What failed in a process that has ended; empty if the object is gone or damaged.</summary>
    public async Task<ImmutableArray<TaskFailure>> FailuresAsync(Step step, ProcessSign sign, CancellationToken cancellationToken)
    {
        if (await storage.ReadAllAsync(PathOf(step, sign), cancellationToken).ConfigureAwait(false) is not { } bytes) return [];
        try { return JsonSerializer.Deserialize<ImmutableArray<TaskFailure>>(bytes, s_json); }
        catch (JsonException) { return []; }
    }

    /// <summary>Deletes a sign.</summary>
    public Task DeleteAsync(Step step, ProcessSign sign, CancellationToken cancellationToken) => storage.DeleteAsync(PathOf(step, sign), cancellationToken);

    /// <summary>Deletes all signs of a run that is done.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await foreach (var item in storage.ListAsync($"{directory.TrimEnd('/')}/signs/**", cancellationToken).ConfigureAwait(false))
            await storage.DeleteAsync(item.Path, cancellationToken).ConfigureAwait(false);
    }

    string Folder(Step step) => $"{directory.TrimEnd('/')}/signs/{step.Name}-{step.Key[..16]}";

    string PathOf(Step step, ProcessSign sign) => $"{Folder(step)}/{sign.Name}";
}

/// <summary>A task that failed after its last attempt, or a process that ended with an error.</summary>
/// <param name="Task">Its ordinal; -1 for the process as a whole.</param>
/// <param name="Cause">The message.</param>
public sealed record TaskFailure(int Task, string Cause);
