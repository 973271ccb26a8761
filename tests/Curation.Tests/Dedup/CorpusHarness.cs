using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Tests.Dedup;

/// <summary>Runs all phases of a corpus stage over shards in memory, artifacts in a folder of its own.</summary>
sealed class CorpusHarness : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-corpus-").FullName;
    readonly Document[][] _shards;
    readonly List<List<CorpusArtifact>> _artifacts = [];

    public CorpusHarness(IEnumerable<IEnumerable<Document>> shards, Func<int, string>? inputName = null)
    {
        _shards = [.. shards.Select(s => s.ToArray())];
        Input = new([.. _shards.Select((s, i) => new CorpusShard(i, inputName?.Invoke(i) ?? "input", s.Length, s.Sum(d => (long)d.Text.Length)))]);
    }

    public CorpusInput Input { get; }

    /// <summary>Counters of all tasks.</summary>
    public SortedDictionary<string, long> Counters { get; } = new(StringComparer.Ordinal);

    /// <summary>A document with this text; its id is made of the name.</summary>
    public static Document Make(string name, string text, string? url = null, string source = "crawl", DateTimeOffset? date = null) => new()
    {
        Id = DocumentId.OfRecord("test", name),
        Text = text,
        Source = source,
        Url = url,
        Date = date,
        Provenance = new(name, -1, -1),
    };

    /// <summary>The verdicts in the order of shards.</summary>
    public List<Verdict> Run(ICorpusStage stage, bool reverseTasks = false)
    {
        var plan = stage.Plan(Input);
        var verdicts = new List<Verdict>[_shards.Length];
        for (var phase = 0; phase < plan.Count; phase++)
        {
            _artifacts.Add([]);
            var tasks = Enumerable.Range(0, plan[phase].Tasks);
            foreach (var task in reverseTasks ? tasks.Reverse() : tasks)
            {
                using var run = new HarnessTask(this, phase, task);
                stage.RunTask(run, TestContext.Current.CancellationToken);
                if (phase == plan.Count - 1) verdicts[task] = run.Verdicts;
            }
            _artifacts[phase] = [.. _artifacts[phase].OrderBy(a => a.Task).ThenBy(a => a.Name, StringComparer.Ordinal)];
        }
        Assert.Equal(_shards.Select(s => s.Length), verdicts.Select(v => v.Count));
        return [.. verdicts.SelectMany(v => v)];
    }

    /// <summary>Ids and cluster sizes of the kept, in order of ids.</summary>
    public static string[] Kept(IEnumerable<Verdict> verdicts) =>
        [.. verdicts.OfType<Verdict.Kept>().Select(k => $"{k.Document.Id} {k.Document.Duplicates}").Order(StringComparer.Ordinal)];

    /// <summary>Ids of the dropped and their survivors, in order of ids.</summary>
    public static string[] Dropped(IEnumerable<Verdict> verdicts) =>
        [.. verdicts.OfType<Verdict.Dropped>().Select(d => $"{d.Document.Id} {d.Reason.Id} {d.Detail}").Order(StringComparer.Ordinal)];

    /// <summary>What the tasks of a phase left.</summary>
    public IReadOnlyList<CorpusArtifact> Artifacts(int phase) => _artifacts[phase];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    sealed class HarnessTask(CorpusHarness harness, int phase, int task) : ICorpusTask, IDisposable
    {
        readonly List<(string Name, string Path)> _made = [];

        public List<Verdict> Verdicts { get; } = [];
        public int Phase => phase;
        public int Task => task;
        public CorpusInput Input => harness.Input;
        public long Seed => 1;
        public string Scratch { get; } = Directory.CreateDirectory(Path.Combine(harness._folder, $"scratch-{phase}-{task}")).FullName;

        public IEnumerable<Document> ReadShard(int ordinal, IReadOnlyCollection<string>? columns = null) => columns is null
            ? harness._shards[ordinal]
            : harness._shards[ordinal].Select(d => new Document
            {
                Id = d.Id,
                Source = d.Source,
                Provenance = d.Provenance,
                Text = columns.Contains("text") ? d.Text : "",
                Url = columns.Contains("url") ? d.Url : null,
                Date = columns.Contains("date") ? d.Date : null,
                Language = columns.Contains("language") ? d.Language : null,
                Duplicates = columns.Contains("duplicates") ? d.Duplicates : null,
            });

        public IReadOnlyList<CorpusArtifact> Artifacts(int earlier)
        {
            Assert.InRange(earlier, 0, phase - 1);
            return harness._artifacts[earlier];
        }

        public Stream CreateArtifact(string name)
        {
            var path = Path.Combine(harness._folder, $"artifact-{phase}-{task}-{name}");
            _made.Add((name, path));
            return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
        }

        public void Decide(Verdict verdict) => Verdicts.Add(verdict);

        public void Count(string counter, long amount) => harness.Counters[counter] = harness.Counters.GetValueOrDefault(counter) + amount;

        public void Dispose()
        {
            harness._artifacts[phase].AddRange(_made.Select(m => new CorpusArtifact(task, m.Name, new FileInfo(m.Path).Length, (offset, _) => Open(m.Path, offset))));
            Assert.Empty(Directory.GetFiles(Scratch));
        }

        static FileStream Open(string path, long offset)
        {
            var stream = File.OpenRead(path);
            stream.Position = offset;
            return stream;
        }
    }
}
