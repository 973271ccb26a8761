using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Benchmarks.Dedup;

/// <summary>Runs the phases of a corpus stage over documents in memory; artifacts lie in a folder that is emptied each time.</summary>
sealed class MemoryCorpus(Document[][] shards, string folder)
{
    readonly List<List<CorpusArtifact>> _artifacts = [];

    public CorpusInput Input { get; } = new([.. shards.Select((s, i) => new CorpusShard(i, "bench", s.Length, 0))]);

    /// <summary>Documents that stay.</summary>
    public int Run(ICorpusStage stage)
    {
        _artifacts.Clear();
        var kept = 0;
        var plan = stage.Plan(Input);
        for (var phase = 0; phase < plan.Count; phase++)
        {
            _artifacts.Add([]);
            for (var ordinal = 0; ordinal < plan[phase].Tasks; ordinal++)
            {
                var task = new MemoryTask(this, phase, ordinal, shards, Directory.CreateDirectory(Path.Combine(folder, $"{phase}-{ordinal}")).FullName);
                stage.RunTask(task, CancellationToken.None);
                kept += task.Kept;
                _artifacts[phase].AddRange(task.Made());
            }
        }
        foreach (var made in Directory.GetDirectories(folder)) Directory.Delete(made, recursive: true);
        return kept;
    }

    sealed class MemoryTask(MemoryCorpus corpus, int phase, int task, Document[][] shards, string scratch) : ICorpusTask
    {
        readonly List<(string Name, string Path)> _made = [];

        public int Kept { get; private set; }
        public int Phase => phase;
        public int Task => task;
        public CorpusInput Input => corpus.Input;
        public long Seed => 1;
        public string Scratch => scratch;

        public IEnumerable<Document> ReadShard(int ordinal, IReadOnlyCollection<string>? columns = null) => shards[ordinal];

        public IReadOnlyList<CorpusArtifact> Artifacts(int earlier) => corpus._artifacts[earlier];

        public Stream CreateArtifact(string name)
        {
            var path = Path.Combine(scratch, $"artifact-{name}");
            _made.Add((name, path));
            return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
        }

        public void Decide(Verdict verdict)
        {
            if (verdict is Verdict.Kept) Kept++;
        }

        public void Count(string counter, long amount) { }

        public IEnumerable<CorpusArtifact> Made() => _made.OrderBy(m => m.Name, StringComparer.Ordinal)
            .Select(m => new CorpusArtifact(task, m.Name, new FileInfo(m.Path).Length, (offset, _) => Open(m.Path, offset)));

        static FileStream Open(string path, long offset)
        {
            var stream = File.OpenRead(path);
            stream.Position = offset;
            return stream;
        }
    }
}
