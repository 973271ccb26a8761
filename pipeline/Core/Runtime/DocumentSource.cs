using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Runs;
using Curation.Core.Shards;
using Curation.Core.Storage;

namespace Curation.Core.Runtime;

/// <summary>The items of a task from a position on: of input files through the reader, or of an earlier step's shards.</summary>
sealed class DocumentSource(RunContext context, ImmutableArray<Step> steps)
{
    readonly Dictionary<int, IReader> _readers = [];

    /// <summary>Items with the position behind each.</summary>
    public IEnumerable<(ReadItem Item, InputPosition Next)> Read(Lane lane, PlannedTask task, InputPosition from, CancellationToken cancellationToken)
    {
        var count = lane.From < 0 ? task.Slices.Length : task.From.Length;
        for (var i = from.Slice; i < count; i++)
        {
            var resume = i == from.Slice ? from : InputPosition.Begin with { Slice = i };
            var items = lane.From < 0 ? ReadSlice(lane, task.Slices[i], resume, cancellationToken) : ReadTask(steps[lane.From], task.From[i], resume);
            var consumed = resume.Items;
            foreach (var item in items)
            {
                consumed++;
                yield return (item, new(i, consumed, item.Next));
            }
        }
    }

    /// <summary>Documents that a committed task left, in order.</summary>
    public IEnumerable<Document> Documents(Step step, int task, IReadOnlyCollection<string>? columns = null)
    {
        foreach (var shard in Outputs.Of(step, task).Kept)
        {
            using var reader = ShardReader.Open(context.Storage.OpenRead(shard.Path), shard.Path);
            foreach (var document in reader.Documents(columns)) yield return document;
        }
    }

    /// <summary>What the tasks of earlier steps left.</summary>
    public StepOutputs Outputs { get; } = new(context.Manifests);

    /// <summary>Description of what a task reads, for its manifest.</summary>
    public ImmutableArray<string> Describe(Lane lane, PlannedTask task)
    {
        if (lane.From >= 0) return [.. task.From.Select(t => $"{steps[lane.From].Name} task {t}")];
        var files = context.Run.Inputs[lane.Input].Files;
        return [.. task.Slices.Select(s => s.End == long.MaxValue && s.Start == 0 ? $"{files[s.File].Name} {files[s.File].Identity}"
            : $"{files[s.File].Name} {files[s.File].Identity} bytes {s.Start} to {(s.End == long.MaxValue ? files[s.File].Size : s.End)}")];
    }

    IEnumerable<ReadItem> ReadSlice(Lane lane, Slice slice, InputPosition from, CancellationToken cancellationToken)
    {
        var input = context.Run.Inputs[lane.Input];
        var file = input.Files[slice.File];
        var items = Reader(lane.Input).Read(
            Input(input, file, cancellationToken) with { Start = from.Offset >= 0 ? from.Offset : slice.Start, End = slice.End }, cancellationToken);
        items = MissingFile.Watch(items, file, input.Config);
        return from.Offset >= 0 ? items : items.Skip(checked((int)from.Items));
    }

    ReaderInput Input(ResolvedInput input, InputFile file, CancellationToken cancellationToken) => new()
    {
        Name = file.Name,
        Source = input.Config.Source,
        Size = file.Size,
        Open = offset => context.Storage.OpenRead(file.Path, offset, cancellationToken: cancellationToken),
        Sibling = name => input.Files.FirstOrDefault(f => f.Name == name) is { } sibling ? Input(input, sibling, cancellationToken) : null,
    };

    IEnumerable<ReadItem> ReadTask(Step step, int task, InputPosition from) =>
        Documents(step, task).Skip(checked((int)from.Items)).Select(d => new ReadItem.Found(d));

    IReader Reader(int input)
    {
        if (!_readers.TryGetValue(input, out var reader))
        {
            var resolved = context.Run.Inputs[input];
            _readers[input] = reader = (IReader)resolved.Reader.Create(resolved.ReaderOptions, context.Services);
        }
        return reader;
    }
}
