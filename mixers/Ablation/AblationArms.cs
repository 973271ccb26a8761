using System.IO.Hashing;
using System.Runtime.InteropServices;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Reports;
using Curation.Core.Shards;
using Curation.Core.Storage;

namespace Curation.Mixers.Ablation;

/// <summary>
/// The documents with and without a filter. Of a stage: kept ones, and besides them those that it dropped. Of a threshold: the kept ones
/// that pass it, and all kept ones.
/// </summary>
sealed class AblationArms
{
    readonly IStorage _storage;
    readonly IReadOnlyList<(string Path, bool IsDropped)> _files;

    AblationArms(IStorage storage, IReadOnlyList<(string, bool)> files, IReadOnlyList<ArmDocument> documents, string run) =>
        (_storage, _files, Documents, Run) = (storage, files, documents, run);

    /// <summary>Name of the run.</summary>
    public string Run { get; }

    /// <summary>Documents of the arm without the filter; those of the arm with it pass.</summary>
    public IReadOnlyList<ArmDocument> Documents { get; }

    /// <summary>Finds the documents of both arms.</summary>
    /// <exception cref="ConfigException">The run does not hold what is asked for.</exception>
    public static async Task<AblationArms> OpenAsync(IStorage storage, AblationOptions options, CancellationToken cancellation)
    {
        var folder = options.Output.TrimEnd('/');
        var path = $"{folder}/report/report.json";
        var report = ReportFile.Read(await storage.ReadAllAsync(path, cancellation).ConfigureAwait(false)
            ?? throw new ConfigException($"{path} does not exist; give the output folder of a run that has ended"), path);
        if (!report.Run.Complete) throw new ConfigException($"{folder}: the run '{report.Run.Name}' has not ended; the same 'curate run' continues it");
        Check(options, report, folder);
        var files = new List<(string Path, bool IsDropped)>();
        await AddAsync("shards", false).ConfigureAwait(false);
        if (options.Stage is not null) await AddAsync("dropped", true).ConfigureAwait(false);
        var documents = new List<ArmDocument>();
        for (var i = 0; i < files.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            documents.AddRange(files[i].IsDropped ? Dropped(storage, files[i].Path, i, options) : Kept(storage, files[i].Path, i, options));
        }
        CheckSides(options, documents, report);
        return new(storage, files, documents, report.Run.Name);

        async Task AddAsync(string part, bool isDropped)
        {
            var found = new SortedSet<string>(StringComparer.Ordinal);
            await foreach (var item in storage.ListAsync($"{folder}/{part}/*.parquet", cancellation).ConfigureAwait(false)) found.Add(item.Path);
            files.AddRange(found.Select(f => (f, isDropped)));
        }
    }

    /// <summary>Texts of some documents, by their ordinals.</summary>
    public IEnumerable<(int Document, string Text)> Texts(IEnumerable<int> wanted)
    {
        foreach (var file in wanted.GroupBy(d => Documents[d].File).OrderBy(g => g.Key))
        {
            var (path, isDropped) = _files[file.Key];
            var rows = file.ToDictionary(d => Documents[d].Row);
            using var stream = _storage.OpenRead(path);
            if (isDropped)
            {
                using var dropped = DroppedReader.Open(stream, path);
                foreach (var (row, document) in dropped.Rows(rows.Keys.ToHashSet())) yield return (rows[row], document.Text!);
            }
            else
            {
                using var shard = ShardReader.Open(stream, path);
                foreach (var (row, document) in shard.Rows(rows.Keys.ToHashSet())) yield return (rows[row], document.Text);
            }
        }
    }

    static IEnumerable<ArmDocument> Kept(IStorage storage, string path, int file, AblationOptions options)
    {
        using var shard = ShardReader.Open(storage.OpenRead(path), path);
        var row = 0L;
        foreach (var (document, _, characters) in shard.Counted(options.Signal is null ? [] : ["signals"]))
        {
            var passes = options.Signal is null || document.Signals[options.Signal] is { } value && (options.AtMost ? value <= options.Threshold : value >= options.Threshold);
            yield return new(file, row++, Hash(document.Id), characters, passes);
        }
    }

    static IEnumerable<ArmDocument> Dropped(IStorage storage, string path, int file, AblationOptions options)
    {
        using var dropped = DroppedReader.Open(storage.OpenRead(path), path);
        var row = -1L;
        foreach (var document in dropped.Documents())
        {
            row++;
            // What failed was not judged: its text may be half read.
            if (document.Stage == options.Stage && !document.Reason.StartsWith("failed.", StringComparison.Ordinal) && document.Text is { Length: > 0 } text)
                yield return new(file, row, Hash(document.Id), text.Length, false);
        }
    }

    static void Check(AblationOptions options, RunReport report, string folder)
    {
        if (options.Signal is { } signal && report.Signals.All(s => s.Signal != signal))
            throw new ConfigException($"--signal: the run '{report.Run.Name}' stores no signal '{signal}'; {Names.DidYouMean(signal, report.Signals.Select(s => s.Signal))}");
        if (options.Stage is not { } stage) return;
        if (report.Funnel.All(f => f.Stage != stage))
            throw new ConfigException($"--stage: the run '{report.Run.Name}' has no stage '{stage}'; {Names.DidYouMean(stage, report.Funnel.Select(f => f.Stage).Distinct())}");
        if (report.Run.DroppedText == -1) return;
        var found = report.Run.DroppedText is { } length ? $"{length}" : "a report of an older program, which does not say";
        throw new ConfigException($"output.droppedText of the run '{report.Run.Name}': expected -1, so that dropped texts are whole, found {found} in {folder}; set \"droppedText\": -1 under \"output\" of the run file and run it again");
    }

    static void CheckSides(AblationOptions options, List<ArmDocument> documents, RunReport report)
    {
        var passing = documents.Count(d => d.Passes);
        if (passing == 0) throw new ConfigException($"{options.Question}: no document of the run '{report.Run.Name}' is left with it, of {documents.Count} without; nothing can be trained on");
        if (passing < documents.Count) return;
        throw new ConfigException(options.Stage is { } stage
            ? $"--stage: '{stage}' dropped no document with a text in the run '{report.Run.Name}', so that both arms are the same; stages that dropped: {string.Join(", ", report.Funnel.Where(f => f.In > f.Kept).Select(f => f.Stage).Distinct())}"
            : $"--threshold: all {documents.Count} kept documents pass {options.Question}, so that both arms are the same; choose another threshold ('curate inspect stats' has the signal's distribution)");
    }

    static ulong Hash(string id) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(id.AsSpan()));
}
