using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Apache.Arrow;
using Curation.Core.Documents;
using Curation.Core.Runs;
using Curation.Core.Runtime;
using Curation.Core.Shards;
using Curation.Core.Storage;

namespace Curation.Core.Reports;

/// <summary>
/// Finds documents in the kept and dropped files of a run by id, URL, record id or place (<c>container@offset</c>), reading only the
/// columns that name them. An id is looked for in the one shard that the final shuffle puts it into.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="steps">Its steps.</param>
/// <param name="runner">Plans the tasks of a step.</param>
public sealed partial class DocumentFinder(RunContext context, ImmutableArray<Step> steps, StepRunner runner)
{
    /// <summary>Documents that a name fits, kept ones first; a URL may fit several.</summary>
    public async Task<IReadOnlyList<DocumentTrace>> FindAsync(string name, CancellationToken cancellationToken)
    {
        var (kept, dropped) = await FilesAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<DocumentTrace>();
        var key = new Key(name);
        var shuffled = key.IsId && context.Run.File.Output.Shuffle && kept.Length > 0
            ? kept[(int)Math.BigMul(DocumentId.ShuffleKey(name, context.Run.File.Seed), (ulong)kept.Length, out _)] : null;
        foreach (var file in shuffled is null ? kept : kept.Sort((a, b) => (b == shuffled).CompareTo(a == shuffled)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Search(file, key, rows => Kept(file, rows, found));
            if (shuffled is not null && found.Any(f => f.Id == name)) return found;
        }
        foreach (var file in dropped)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Search(file, key, rows => Dropped(file, rows, found));
        }
        return found;
    }

    /// <summary>Records that could not be read and whose URL is not known, at most <paramref name="most"/> of them.</summary>
    public async Task<IReadOnlyList<DocumentTrace>> UnreadAsync(int most, CancellationToken cancellationToken)
    {
        var (_, dropped) = await FilesAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<DocumentTrace>();
        foreach (var file in dropped)
        {
            var rows = new HashSet<long>();
            long at = 0;
            using (var input = new ParquetInput(context.Storage.OpenRead(file, cancellationToken: cancellationToken), file))
                foreach (var batch in input.Batches(["url", "reason"]))
                    for (var row = 0; row < batch.Length; row++, at++)
                        if (found.Count + rows.Count < most && ColumnReader.Text(batch, "url", row) is null && ColumnReader.Text(batch, "reason", row)!.StartsWith("failed.", StringComparison.Ordinal)) rows.Add(at);
            if (rows.Count > 0) Dropped(file, rows, found);
        }
        return found;
    }

    /// <summary>Files of the corpus and of dropped documents: the published ones, else those of the finished tasks.</summary>
    async Task<(ImmutableArray<string> Kept, ImmutableArray<string> Dropped)> FilesAsync(CancellationToken cancellationToken)
    {
        var committed = await CommittedTasks.FindAsync(context, steps, runner, cancellationToken).ConfigureAwait(false);
        var (kept, dropped) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        await foreach (var (step, _, manifest) in committed.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (step == committed.Last) kept.AddRange(manifest.Parts.Select(p => p.Kept?.Path).OfType<string>());
            if (!committed.Complete || step == committed.Last) dropped.AddRange(manifest.Parts.Select(p => p.Dropped?.Path).OfType<string>());
        }
        return (kept.ToImmutable(), dropped.ToImmutable());
    }

    void Search(string file, Key key, Action<IReadOnlySet<long>> found)
    {
        var rows = new HashSet<long>();
        long at = 0;
        using (var input = new ParquetInput(context.Storage.OpenRead(file), file))
        {
            foreach (var batch in input.Batches(key.Columns))
                for (var row = 0; row < batch.Length; row++, at++)
                    if (key.Fits(batch, row)) rows.Add(at);
        }
        if (rows.Count > 0) found(rows);
    }

    void Kept(string file, IReadOnlySet<long> rows, List<DocumentTrace> found)
    {
        using var reader = ShardReader.Open(context.Storage.OpenRead(file), file);
        foreach (var (row, document) in reader.Rows(rows))
        {
            found.Add(new()
            {
                Id = document.Id,
                Url = document.Url,
                Source = document.Source,
                Outcome = "kept",
                File = file,
                Row = row,
                Provenance = document.Provenance,
                Duplicates = document.Duplicates,
                DerivedFrom = document.DerivedFrom,
                Stages = Scores(document.Signals, null),
            });
        }
    }

    void Dropped(string file, IReadOnlySet<long> rows, List<DocumentTrace> found)
    {
        using var reader = DroppedReader.Open(context.Storage.OpenRead(file), file);
        foreach (var (row, document) in reader.Rows(rows))
        {
            found.Add(new()
            {
                Id = document.Id,
                Url = document.Url,
                Source = document.Source,
                Outcome = document.Reason.StartsWith("failed.", StringComparison.Ordinal) ? "failed" : "dropped",
                File = file,
                Row = row,
                Provenance = document.Provenance,
                Stage = document.Stage,
                Reason = document.Reason,
                Meaning = context.Services.Catalog.Reasons.GetValueOrDefault(document.Reason)?.Meaning,
                Signal = document.Signal,
                Value = document.Value,
                Threshold = document.Threshold,
                Detail = document.Detail,
                Survivor = Survivor().Match(document.Detail ?? "") is { Success: true } match ? match.Groups[1].Value : null,
                Stages = Scores(document.Signals, document.Stage),
            });
        }
    }

    /// <summary>Signals by stage; a stage behind the one that dropped the document was not reached, and no stage was if the reader left the record out.</summary>
    ImmutableArray<StageScores> Scores(Signals signals, string? dropping)
    {
        var scores = ImmutableArray.CreateBuilder<StageScores>();
        var reached = dropping is null || context.Run.AllStages.Any(s => s.Name == dropping);
        foreach (var stage in context.Run.AllStages)
        {
            var measured = stage.Signals.Where(s => signals[s.Name] is { } v && double.IsFinite(v)).ToImmutableSortedDictionary(s => s.Name, s => signals[s.Name]!.Value, StringComparer.Ordinal);
            scores.Add(new(stage.Name, !reached ? "not reached" : stage.Name == dropping ? "dropped" : "kept", measured));
            if (stage.Name == dropping) reached = false;
        }
        return scores.ToImmutable();
    }

    [GeneratedRegex("duplicate of ([0-9a-f]{32})")]
    private static partial Regex Survivor();

    /// <summary>What is looked for, and in which columns.</summary>
    sealed partial class Key
    {
        readonly byte[] _name;
        readonly string? _container;
        readonly long _offset;

        public Key(string name)
        {
            _name = Encoding.UTF8.GetBytes(name);
            IsId = name.Length == 32 && name.All(char.IsAsciiHexDigitLower);
            if (Place().Match(name) is { Success: true } place && !name.Contains("://", StringComparison.Ordinal))
                (_container, _offset) = (place.Groups[1].Value, long.Parse(place.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        }

        public bool IsId { get; }

        public string[] Columns => _container is not null || _name.AsSpan().IndexOf("urn:"u8) >= 0 ? ["id", "url", "provenance"] : ["id", "url", "derived_from"];

        public bool Fits(RecordBatch batch, int row) =>
            Is(batch, "id", row) || Is(batch, "url", row) || Is(batch, "derived_from", row)
            || (ColumnReader.Column(batch, "provenance") is StructArray provenance && Is(ColumnReader.Provenance(provenance, row)));

        bool Is(Provenance provenance) => _container is null
            ? provenance.RecordId is { } id && Encoding.UTF8.GetBytes(id).AsSpan().Trim("<>"u8).SequenceEqual(_name.AsSpan().Trim("<>"u8))
            : provenance.Offset == _offset && provenance.Container == _container;

        bool Is(RecordBatch batch, string column, int row) =>
            ColumnReader.Column(batch, column) is StringArray texts && !texts.IsNull(row) && texts.GetBytes(row).SequenceEqual(_name);

        [GeneratedRegex(@"^(.+)@(\d+)$")]
        private static partial Regex Place();
    }
}
