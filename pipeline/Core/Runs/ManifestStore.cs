using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Storage;

namespace Curation.Core.Runs;

/// <summary>Manifests and checkpoints of a run's folder.</summary>
/// <param name="storage">Storage of the folder.</param>
/// <param name="directory">The run's output folder.</param>
public sealed class ManifestStore(IStorage storage, string directory)
{
    static readonly JsonSerializerOptions s_json = new(StrictJson.Options) { WriteIndented = false };

    /// <summary>Folder of a step: its name and the beginning of its key.</summary>
    public string StepFolder(Step step) => $"{directory.TrimEnd('/')}/steps/{step.Name}-{step.Key[..16]}";

    /// <summary>The manifest of a committed task, or null.</summary>
    public async Task<TaskManifest?> FindAsync(Step step, int task, CancellationToken cancellationToken) =>
        await ReadAsync<TaskManifest>(TaskPath(step, task), cancellationToken).ConfigureAwait(false);

    /// <summary>Commits a task. False if another attempt was first: its manifest counts, and this one's files are swept later.</summary>
    public Task<bool> CommitAsync(Step step, TaskManifest manifest, CancellationToken cancellationToken) =>
        storage.PutIfAbsentAsync(TaskPath(step, manifest.Task), JsonSerializer.SerializeToUtf8Bytes(manifest.Brief(), s_json), cancellationToken);

    /// <summary>The checkpoint of a part, or null.</summary>
    public async Task<PartManifest?> FindPartAsync(Step step, int task, int part, CancellationToken cancellationToken) =>
        await ReadAsync<PartManifest>(PartPath(step, task, part), cancellationToken).ConfigureAwait(false);

    /// <summary>Commits a part. False if another attempt was first.</summary>
    public Task<bool> CommitPartAsync(Step step, int task, PartManifest part, CancellationToken cancellationToken) =>
        storage.PutIfAbsentAsync(PartPath(step, task, part.Part), JsonSerializer.SerializeToUtf8Bytes(part, s_json), cancellationToken);

    /// <summary>Ordinals of the committed tasks of a step.</summary>
    public async Task<SortedSet<int>> CommittedAsync(Step step, CancellationToken cancellationToken)
    {
        var committed = new SortedSet<int>();
        await foreach (var (task, part, _) in ListAsync(step, cancellationToken).ConfigureAwait(false))
            if (part < 0) committed.Add(task);
        return committed;
    }

    /// <summary>Manifests (part -1) and checkpoints of a step, with the times at which they were stored by the storage's clock.</summary>
    public async IAsyncEnumerable<(int Task, int Part, DateTimeOffset Stored)> ListAsync(Step step, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in storage.ListAsync($"{StepFolder(step)}/t*.json", cancellationToken).ConfigureAwait(false))
        {
            var fields = Path.GetFileNameWithoutExtension(item.Path)[1..].Split(".p");
            if (!int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var task)) continue;
            if (fields.Length == 1) yield return (task, -1, item.Stored ?? default);
            else if (int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var part)) yield return (task, part, item.Stored ?? default);
        }
    }

    /// <summary>Number of manifests and checkpoints of a step: it grows whenever an attempt comes on.</summary>
    public async Task<int> CountAsync(Step step, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var _ in storage.ListAsync($"{StepFolder(step)}/t*.json", cancellationToken).ConfigureAwait(false)) count++;
        return count;
    }

    /// <summary>Those of a few tasks that are committed, without a listing.</summary>
    public async Task<SortedSet<int>> CommittedAsync(Step step, int first, int last, CancellationToken cancellationToken)
    {
        var committed = new SortedSet<int>();
        for (var task = first; task <= last; task++)
            if (await storage.StatAsync(TaskPath(step, task), cancellationToken).ConfigureAwait(false) is not null) committed.Add(task);
        return committed;
    }

    /// <summary>The index of a finished step, or null if nobody has stored it.</summary>
    public async Task<StepIndex?> FindIndexAsync(Step step, int tasks, CancellationToken cancellationToken) =>
        await storage.ReadAllAsync(IndexPath(step), cancellationToken).ConfigureAwait(false) is { } bytes ? StepIndex.Of(bytes, step, tasks) : null;

    /// <summary>Stores the index of a finished step; that of another process is the same.</summary>
    public Task<bool> StoreIndexAsync(Step step, ImmutableArray<TaskOutput> tasks, CancellationToken cancellationToken) =>
        storage.PutIfAbsentAsync(IndexPath(step), new StepIndex(step.Name, step.Key, tasks).ToJson(), cancellationToken);

    string IndexPath(Step step) => $"{StepFolder(step)}/index.json";

    string TaskPath(Step step, int task) => string.Create(CultureInfo.InvariantCulture, $"{StepFolder(step)}/t{task:d6}.json");

    string PartPath(Step step, int task, int part) => string.Create(CultureInfo.InvariantCulture, $"{StepFolder(step)}/t{task:d6}.p{part:d4}.json");

    async Task<T?> ReadAsync<T>(string path, CancellationToken cancellationToken) where T : class
    {
        if (await storage.ReadAllAsync(path, cancellationToken).ConfigureAwait(false) is not { } bytes) return null;
        try { return JsonSerializer.Deserialize<T>(bytes, s_json); }
        catch (JsonException error)
        {
            throw new CurationException($"{path} is damaged ({error.Message}); delete it, and the task will be done again", error);
        }
    }
}
