using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Dedup.Clusters;
using Curation.Stages.Dedup.External;
using Curation.Stages.Dedup.MinHash;

namespace Curation.Benchmarks.Dedup;

/// <summary>Artifacts of synthetic signatures, and the phases of <see cref="MinHashDedup"/> behind them.</summary>
sealed class ScaleCorpus
{
    const int Rows = 8;
    readonly string _folder;
    readonly MinHashDedupOptions _options;
    readonly MinHashDedup _stage;
    readonly IReadOnlyList<CorpusPhase> _plan;
    readonly InputOrdinals _ordinals;
    readonly List<CorpusArtifact>[] _artifacts;

    public ScaleCorpus(long documents, int shards, string folder, MinHashDedupOptions options)
    {
        (_folder, _options) = (folder, options);
        Input = new([.. Enumerable.Range(0, shards).Select(i => new CorpusShard(i, "scale", (documents * (i + 1) / shards) - (documents * i / shards), 0))]);
        _stage = MinHashDedup.Create(options, new());
        _plan = _stage.Plan(Input);
        _ordinals = new(Input);
        _artifacts = [.. _plan.Select(_ => new List<CorpusArtifact>())];
    }

    public CorpusInput Input { get; }

    /// <summary>Runs all phases but the last, which reads and writes documents, and gives a digest of the decisions.</summary>
    public string Run(Action<string> report)
    {
        for (var phase = 0; phase < _plan.Count - 1; phase++)
        {
            var clock = Stopwatch.StartNew();
            for (var task = 0; task < _plan[phase].Tasks; task++) RunTask(phase, task);
            var bytes = _artifacts[phase].Sum(a => a.Bytes);
            report(string.Create(CultureInfo.InvariantCulture, $"{_plan[phase].Name}: {_plan[phase].Tasks} tasks, {clock.Elapsed.TotalSeconds:0.0} s, {bytes / 1e6:0} MB"));
            // Bands are the bulk; once they are edges nobody reads them.
            if (phase == MinHashDedup.BandPlace) Delete("bands");
            if (phase == MinHashDedup.ClusterPlace) Delete("edges");
        }
        return Digest();
    }

    void RunTask(int phase, int ordinal)
    {
        var task = new ScaleTask(this, phase, ordinal, Directory.CreateDirectory(Path.Combine(_folder, $"scratch-{phase}-{ordinal}")).FullName);
        if (phase == MinHashDedup.SignaturePlace) WriteSignatures(task);
        else _stage.RunTask(task, CancellationToken.None);
        _artifacts[phase].AddRange(task.Made());
        Directory.Delete(task.Scratch, recursive: true);
    }

    /// <summary>Signatures of 112 minima: a document in four belongs to a family of two to five whose similarity is .6 to 1, each minimum equal with that probability.</summary>
    void WriteSignatures(ScaleTask task)
    {
        var partitions = _plan[MinHashDedup.BandPlace].Tasks;
        var (bandCount, start) = (_options.Shape.Bands, _ordinals.Start(task.Task));
        var rows = Input.Shards[task.Task].Rows;
        Span<uint> signature = stackalloc uint[bandCount * Rows];
        using var bands = new ExternalSorter<UInt128>(task.Scratch, "bands", _options.Memory);
        using (var facts = new PartitionedWriter<DocumentFacts>(task.CreateArtifact(DocumentFacts.Artifact), 1))
        {
            for (var row = 0L; row < rows; row++)
            {
                var document = start + (ulong)row;
                Sign(document, signature);
                facts.Add(0, new(new UInt128(Mix(document), document), Mix(document + 1) % 5000, 1));
                for (var band = 0; band < bandCount; band++)
                    bands.Add(BandRecord.Of(XxHash128.HashToUInt128(MemoryMarshal.AsBytes(signature.Slice(band * Rows, Rows)), band), document));
            }
        }
        using var target = task.CreateArtifact(SignaturePhase.BandArtifact);
        PartitionedFile.Write(target, partitions, bands, r => BandRecord.Partition(r, partitions));
    }

    /// <summary>Families are spread over the whole input: a document's family is a number that a permutation of the ordinals gives.</summary>
    void Sign(ulong document, Span<uint> signature)
    {
        var count = (ulong)_ordinals.Count;
        var place = document * 7919 % count;
        var block = place / 20;
        // Of each 20 places the first 5 are one family, or two.
        var member = place % 20;
        var family = member >= 5 ? ulong.MaxValue : (block * 2) + (block % 3 == 0 && member >= 2 ? 1UL : 0);
        var similarity = (uint)(uint.MaxValue * (0.6 + (0.4 * (Mix(family) >> 40) / (1 << 24))));
        var own = Mix(document ^ 0x5851F42D4C957F2D);
        var shared = Mix(family * 31);
        for (var j = 0; j < signature.Length; j++)
        {
            own = unchecked((own * 6364136223846793005) + 1442695040888963407);
            shared = unchecked((shared * 6364136223846793005) + 1442695040888963407);
            signature[j] = family != ulong.MaxValue && (uint)(own >> 8) < similarity ? (uint)(shared >> 32) : (uint)(own >> 32);
        }
    }

    /// <summary>Of all decisions in the order of documents.</summary>
    string Digest()
    {
        var hash = new XxHash128();
        long removed = 0, survivors = 0;
        using var decisions = new ExternalSorter<Decision>(Directory.CreateDirectory(Path.Combine(_folder, "digest")).FullName, "decisions", _options.Memory);
        foreach (var artifact in _artifacts[MinHashDedup.SurvivorPlace])
            for (var shard = 0; shard < Input.Shards.Length; shard++)
            {
                using var reader = PartitionedFile.Read<Decision>(artifact, shard, Input.Shards.Length);
                decisions.AddAll(reader);
            }
        var line = new byte[32];
        decisions.Drain(block =>
        {
            foreach (ref readonly var decision in block)
            {
                _ = decision.Stays ? survivors++ : removed++;
                MemoryMarshal.Write(line.AsSpan(0), decision.Document);
                MemoryMarshal.Write(line.AsSpan(8), decision.Survivor);
                MemoryMarshal.Write(line.AsSpan(24), decision.Size);
                hash.Append(line);
            }
        });
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(hash.GetCurrentHash())}: {survivors} survivors of clusters, {removed} removed");
    }

    void Delete(string name)
    {
        foreach (var file in Directory.GetFiles(_folder, $"artifact-*-{name}")) File.Delete(file);
    }

    static ulong Mix(ulong z)
    {
        z = unchecked(z + 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    sealed class ScaleTask(ScaleCorpus corpus, int phase, int task, string scratch) : ICorpusTask
    {
        readonly List<(string Name, string Path)> _made = [];

        public int Phase => phase;
        public int Task => task;
        public CorpusInput Input => corpus.Input;
        public long Seed => 1;
        public string Scratch => scratch;

        public IEnumerable<Document> ReadShard(int ordinal, IReadOnlyCollection<string>? columns = null) => throw new NotSupportedException("There are no documents.");

        public IReadOnlyList<CorpusArtifact> Artifacts(int earlier) => corpus._artifacts[earlier];

        public Stream CreateArtifact(string name)
        {
            var path = Path.Combine(corpus._folder, $"artifact-{phase}-{task}-{name}");
            _made.Add((name, path));
            return new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
        }

        public void Decide(Verdict verdict) => throw new NotSupportedException("There are no documents.");

        public void Count(string counter, long amount) { }

        public IEnumerable<CorpusArtifact> Made() => _made.OrderBy(m => m.Name, StringComparer.Ordinal)
            .Select(m => new CorpusArtifact(task, m.Name, new FileInfo(m.Path).Length, (offset, _) => Open(m.Path, offset)));

        static FileStream Open(string path, long offset)
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
            stream.Position = offset;
            return stream;
        }
    }
}
