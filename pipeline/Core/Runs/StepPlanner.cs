using System.Collections.Immutable;
using System.Globalization;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Shards;

namespace Curation.Core.Runs;

/// <summary>Cuts a run into steps: at corpus stages and batch stages; everything between them is one pass.</summary>
public sealed class StepPlanner
{
    /// <summary>Name of the step that writes shards and dropped documents, behind its ordinal.</summary>
    internal const string Gather = "publish.gather";

    readonly ResolvedRun _run;
    readonly StageServices _services;
    readonly List<Step> _steps = [];
    readonly int[] _from;
    readonly List<ResolvedStage>[] _pending;

    StepPlanner(ResolvedRun run, StageServices services)
    {
        (_run, _services) = (run, services);
        _from = [.. run.Inputs.Select(_ => -1)];
        _pending = [.. run.Inputs.Select(_ => new List<ResolvedStage>())];
    }

    /// <summary>The steps of a run, in order.</summary>
    public static ImmutableArray<Step> Plan(ResolvedRun run, StageServices services)
    {
        var planner = new StepPlanner(run, services);
        for (var i = 0; i < run.Inputs.Length; i++)
            foreach (var stage in run.Inputs[i].Stages) planner.Pass(stage, [i]);
        int[] all = [.. Enumerable.Range(0, run.Inputs.Length)];
        foreach (var stage in run.Stages) planner.Pass(stage, all);
        planner.Flush(all);
        planner.Publish(all);
        return [.. planner._steps];
    }

    void Pass(ResolvedStage stage, int[] lanes)
    {
        if (stage.Shape == StageShape.Document)
        {
            foreach (var lane in lanes) _pending[lane].Add(stage);
            return;
        }
        var payload = stage.Shape == StageShape.Batch && stage.Entry.Description.TakesPayload;
        if (payload) RequirePayload(stage, lanes);
        Flush(lanes, payload);
        if (stage.Shape == StageShape.Batch) Add(stage.Name, StepKind.Batch, lanes, stage);
        else Corpus(stage, lanes);
    }

    /// <summary>A stage that takes payloads must follow the stages that extract: the bytes are stored between those two steps only.</summary>
    void RequirePayload(ResolvedStage stage, int[] lanes)
    {
        foreach (var input in lanes.Where(l => _from[l] >= 0 && _run.Inputs[l].Reader.Description.LeavesPayload).Select(l => _run.Inputs[l].Config.Name))
            throw new ConfigException($"input '{input}': the stage '{stage.Name}' needs the records' bytes, which the step before it no longer has; put it behind 'extract', before stages that need all documents or a device");
    }

    void Flush(int[] lanes, bool payload = false)
    {
        int[] open = [.. lanes.Where(l => _pending[l].Count > 0 || _from[l] < 0)];
        if (open.Length > 0) Add(open.Any(l => _from[l] < 0) ? "read" : "stages", StepKind.Segment, open, null, payload);
        foreach (var lane in open) _pending[lane].Clear();
    }

    void Corpus(ResolvedStage stage, int[] lanes)
    {
        // Names and number of phases do not depend on the input; numbers of tasks may, and are planned when it is known.
        var shape = (ICorpusStage)stage.Entry.Create(stage.Options, _services);
        var phases = shape.Plan(new([new CorpusShard(0, _run.Inputs[lanes[0]].Config.Name, 0, 0)]));
        var first = _steps.Count;
        var inputs = Lanes(lanes);
        var key = StepKey.Of(Keys(inputs).Prepend(stage.Identity));
        for (var phase = 0; phase < phases.Count; phase++)
        {
            var last = phase == phases.Count - 1;
            _steps.Add(new(_steps.Count, Name($"{stage.Name}.{phases[phase].Name}"), StepKind.Corpus, StepKey.Of(key, phases[phase].Name), inputs, stage, phase)
            {
                LeavesDocuments = last,
                FirstPhaseStep = first,
            });
        }
        foreach (var lane in lanes) _from[lane] = _steps.Count - 1;
    }

    void Publish(int[] lanes)
    {
        var inputs = Lanes(lanes);
        var output = _run.File.Output;
        var key = StepKey.Of(Keys(inputs).Append($"publish 2\n{output.ShardBytes}\n{output.Shuffle}"));
        var first = _steps.Count;
        _steps.Add(new(first, Name("publish.scatter"), StepKind.Scatter, StepKey.Of(key, "scatter"), inputs) { LeavesDocuments = false, FirstPhaseStep = first });
        _steps.Add(new(first + 1, Name(Gather), StepKind.Publish, StepKey.Of(key, "gather"), inputs, Phase: 1) { LeavesDocuments = false, FirstPhaseStep = first });
    }

    void Add(string name, StepKind kind, int[] lanes, ResolvedStage? stage, bool payload = false)
    {
        var inputs = Lanes(lanes);
        var parts = Keys(inputs).Concat(inputs.SelectMany(l => l.Stages.Select(s => s.Identity)));
        if (stage is not null) parts = parts.Prepend(stage.Identity);
        if (payload) parts = parts.Append("payload");
        _steps.Add(new(_steps.Count, Name(name), kind, StepKey.Of(parts), inputs, stage) { LeavesPayload = payload });
        foreach (var lane in lanes) _from[lane] = _steps.Count - 1;
    }

    ImmutableArray<Lane> Lanes(int[] lanes) => [.. lanes.Select(l => new Lane(l, _from[l], [.. _pending[l]]))];

    /// <summary>What the lanes' documents depend on: the steps they come from, or the files and how these are cut.</summary>
    IEnumerable<string> Keys(ImmutableArray<Lane> lanes)
    {
        yield return $"{ShardSchema.Version}\n{_run.File.Seed}\n{_run.File.Output.Tokens}\n{_run.File.Output.ZstdLevel}\n{_run.File.Output.DroppedText}\n{_run.File.Tasks.Bytes}\n{_run.File.Tasks.PartRecords}\n{_run.File.Tasks.PartBytes}";
        foreach (var lane in lanes)
        {
            var input = _run.Inputs[lane.Input];
            yield return lane.From < 0
                ? $"{input.Identity}\n{string.Join('\n', input.Files.Select(f => $"{f.Name} {f.Identity}"))}"
                : _steps[lane.From].Key;
        }
    }

    string Name(string name) => string.Create(CultureInfo.InvariantCulture, $"{_steps.Count:d2}-{name}");
}
