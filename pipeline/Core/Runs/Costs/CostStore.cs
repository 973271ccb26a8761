using System.Globalization;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Storage;

namespace Curation.Core.Runs.Costs;

/// <summary>The costs that a run's processes have noted, one object a process and step, in the folder <c>costs</c>.</summary>
/// <param name="storage">Storage of the folder.</param>
/// <param name="directory">The run's output folder.</param>
public sealed class CostStore(IStorage storage, string directory)
{
    static readonly JsonSerializerOptions s_json = new(StrictJson.Options) { WriteIndented = false };

    /// <summary>Notes what this process spent on a step.</summary>
    public Task AddAsync(Step step, StepCost cost, CancellationToken cancellationToken) => storage.PutIfAbsentAsync(
        string.Create(CultureInfo.InvariantCulture, $"{Folder(step)}/{cost.Machine}-{Environment.ProcessId}-{Environment.TickCount64}.json"),
        JsonSerializer.SerializeToUtf8Bytes(cost, s_json), cancellationToken);

    /// <summary>What was noted of a step.</summary>
    public async Task<List<StepCost>> ReadAsync(Step step, CancellationToken cancellationToken)
    {
        var costs = new List<StepCost>();
        await foreach (var item in storage.ListAsync($"{Folder(step)}/*.json", cancellationToken).ConfigureAwait(false))
            if (await storage.ReadAllAsync(item.Path, cancellationToken).ConfigureAwait(false) is { } bytes) costs.Add(JsonSerializer.Deserialize<StepCost>(bytes, s_json)!);
        return costs;
    }

    string Folder(Step step) => $"{directory.TrimEnd('/')}/costs/{step.Name}-{step.Key[..16]}";
}
