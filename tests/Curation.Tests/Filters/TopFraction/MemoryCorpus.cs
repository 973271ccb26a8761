using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Tests.Filters.TopFraction;

/// <summary>Runs a corpus stage over shards in memory, phase after phase.</summary>
sealed class MemoryCorpus(IReadOnlyList<Document[]> shards)
{
    readonly List<Dictionary<(int Task, string Name), byte[]>> _artifacts = [];

    /// <summary>Verdicts of all documents, shard after shard.</summary>
    public List<Verdict> Run(ICorpusStage stage)
    {
        var input = new CorpusInput([.. shards.Select((s, i) => new CorpusShard(i, "input", s.Length, s.Length))]);
        var verdicts = new List<Verdict>();
        var phases = stage.Plan(input);
        for (var phase = 0; phase < phases.Count; phase++)
        {
            _artifacts.Add([]);
            for (var task = 0; task < phases[phase].Tasks; task++) stage.RunTask(new CorpusTask(this, input, phase, task, verdicts), CancellationToken.None);
        }
        Assert.Equal(shards.Sum(s => s.Length), verdicts.Count);
        return verdicts;
    }

    sealed class CorpusTask(MemoryCorpus corpus, CorpusInput input, int phase, int task, List<Verdict> verdicts) : ICorpusTask
    {
        public int Phase => phase;

        public int Task => task;

        public CorpusInput Input => input;

        public long Seed => 0;

        public string Scratch => throw new NotSupportedException();

        public IEnumerable<Document> ReadShard(int ordinal, IReadOnlyCollection<string>? columns = null) => corpus.Shard(ordinal);

        public IReadOnlyList<CorpusArtifact> Artifacts(int earlier) => [.. corpus._artifacts[earlier].OrderBy(a => a.Key).Select(a =>
            new CorpusArtifact(a.Key.Task, a.Key.Name, a.Value.Length, (offset, length) => new MemoryStream(a.Value, (int)offset, (int)length)))];

        public Stream CreateArtifact(string name) => new Artifact(bytes => corpus._artifacts[phase].Add((task, name), bytes));

        public void Decide(Verdict verdict) => verdicts.Add(verdict);

        public void Count(string counter, long amount) { }
    }

    Document[] Shard(int ordinal) => shards[ordinal];

    sealed class Artifact(Action<byte[]> done) : MemoryStream
    {
        bool _done;

        protected override void Dispose(bool disposing)
        {
            if (!_done) done(ToArray());
            _done = true;
            base.Dispose(disposing);
        }
    }
}
