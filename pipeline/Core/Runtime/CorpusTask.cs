using System.Globalization;
using System.IO.Hashing;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Runs;
using Curation.Core.Statistics;

namespace Curation.Core.Runtime;

/// <summary>An attempt at a task of a corpus stage: what the stage sees, and the manifest of what it left.</summary>
sealed class CorpusTask(
    RunContext context, Step step, CorpusInputs inputs, PlannedTask task, PartOutput output, TaskStatisticsCollector statistics, string scratch) : ICorpusTask
{
    static readonly System.Buffers.SearchValues<char> s_nameCharacters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._");
    readonly Dictionary<string, string> _artifacts = new(StringComparer.Ordinal);

    public int Phase => step.Phase;

    public int Task => task.Ordinal;

    public CorpusInput Input => inputs.Input;

    public long Seed => context.Run.File.Seed;

    public string Scratch { get; } = Directory.CreateDirectory(Path.Combine(scratch, "work")).FullName;

    public IEnumerable<Document> ReadShard(int ordinal, IReadOnlyCollection<string>? columns = null) => inputs.Read(ordinal, columns);

    public IReadOnlyList<CorpusArtifact> Artifacts(int phase) => inputs.Artifacts(step, phase);

    public Stream CreateArtifact(string name)
    {
        if (name.AsSpan().ContainsAnyExcept(s_nameCharacters))
            throw new ArgumentException($"An artifact is named with a-z, 0-9, '-', '.', '_'; found '{name}'.", nameof(name));
        var path = Path.Combine(scratch, $"artifact-{name}");
        if (!_artifacts.TryAdd(name, path)) throw new ArgumentException($"The task has an artifact '{name}' already.", nameof(name));
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
    }

    public void Decide(Verdict verdict)
    {
        switch (verdict)
        {
            case Verdict.Kept kept:
                statistics.Verdict(0, kept.Document, verdict);
                output.Keep(kept.Document);
                break;
            case Verdict.Dropped dropped:
                statistics.Verdict(0, dropped.Document, verdict);
                output.Drop(step.Stage!.Name, dropped);
                break;
            default:
                throw new InvalidOperationException($"{step.Stage!.Name}: a corpus stage keeps or drops; it does not split.");
        }
    }

    public void Count(string counter, long amount) => statistics.Count(step.Stage!.Name, counter, amount);

    /// <summary>Stores the artifacts under names with their digest.</summary>
    public async Task<List<ArtifactFile>> StoreAsync(CancellationToken cancellationToken)
    {
        var files = new List<ArtifactFile>();
        foreach (var (name, local) in _artifacts.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            var digest = Digest(local);
            var bytes = new FileInfo(local).Length;
            var path = string.Create(CultureInfo.InvariantCulture, $"{context.Manifests.StepFolder(step)}/t{task.Ordinal:d6}-{digest[..16]}-{name}");
            await context.Storage.PutFileAsync(path, local, cancellationToken).ConfigureAwait(false);
            files.Add(new(name, path, bytes, digest));
        }
        return files;
    }

    static string Digest(string path)
    {
        using var stream = File.OpenRead(path);
        var hash = new XxHash128();
        hash.Append(stream);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
