using System.Globalization;
using System.Text.Json;
using Curation.Core.Errors;
using Curation.Core.Shards;
using Curation.Core.Shards.Spill;
using Curation.Core.Storage;
using Curation.Mixers.Blend;
using Curation.Mixers.Corpus;
using Curation.Mixers.Running;

namespace Curation.Mixers.TrainingSets;

/// <summary>
/// Writes the training set of a mixture from shards: as many copies of each document as <see cref="CopyPlan"/> says, in one seeded order
/// over all domains, as Parquet shards, packed token files or both. The same mixture, options and shards give the same bytes.
/// </summary>
public sealed class TrainingSetWriter(TrainingSetOptions options, MixtureFile mixture, IStorage storage, Action<string> say)
{
    const int ZstdLevel = 3;
    readonly string _directory = options.Directory.TrimEnd('/');

    string ManifestPath => _directory + "/blend.json";

    /// <summary>Writes it, unless it is there.</summary>
    /// <exception cref="ConfigException">The shards do not fit the mixture, or hold too little of a domain.</exception>
    public async Task<TrainingSetManifest> WriteAsync(CancellationToken cancellation)
    {
        var paths = await DomainSampler.ListAsync(storage, options.Shards, cancellation).ConfigureAwait(false);
        var stats = new List<StorageObject?>();
        foreach (var path in paths) stats.Add(await storage.StatAsync(path, cancellation).ConfigureAwait(false));
        var tokenizer = options.Tokenizer is null ? null : TrainingTokenizer.Create(options.Tokenizer, options.EndOfText);
        var key = ContentHash.Of(mixture.Weights.Select(w => new { w.Domain, w.Weight, w.TokensPerCount }), mixture.DomainColumns, options.Tokens, options.Seed, options.Weigh, options.MaxEpochs,
            options.Parquet, tokenizer?.Name, tokenizer?.Vocabulary, options.FileTokens, stats.Select(s => new { s!.Path, s.Size, s.Tag }));
        if (await ReadAsync(cancellation).ConfigureAwait(false) is { } there)
        {
            if (there.Key == key && await IsWholeAsync(there, cancellation).ConfigureAwait(false)) { say($"{ManifestPath} is there already"); return there; }
            await DeleteAsync(there, cancellation).ConfigureAwait(false);
        }
        say($"planning {paths.Count} shards");
        var plan = CopyPlan.Make(storage, paths, options, mixture, cancellation);
        var order = CopyOrder.Of(plan.Quotas.Sum(q => q.Wanted), options.FileTokens, options.Seed);
        var scratch = _directory.Contains("://", StringComparison.Ordinal) ? System.IO.Directory.CreateTempSubdirectory("curate-blend").FullName : _directory + "/.work";
        if (System.IO.Directory.Exists(scratch)) System.IO.Directory.Delete(scratch, recursive: true);
        System.IO.Directory.CreateDirectory(scratch);
        try
        {
            var tallies = new SortedDictionary<string, DomainTally>(StringComparer.Ordinal);
            var (schema, origin) = Layout(paths, key);
            say($"sorting documents of {paths.Count} shards");
            Parallel.For(0, paths.Count, Parallelism(cancellation), i => Merge(tallies, Scatter(paths[i], Path.Combine(scratch, $"{i}.spill"), plan, order, cancellation)));
            say($"writing {order.Files} files");
            var files = new List<TrainingSetFile>[order.Files];
            Parallel.For(0, order.Files, Parallelism(cancellation), file =>
            {
                var (written, tally) = Gather(file, paths.Count, scratch, plan, order, schema, origin, tokenizer, cancellation);
                files[file] = written;
                Merge(tallies, tally);
            });
            var manifest = Manifest(key, tokenizer, plan, tallies, files.SelectMany(f => f));
            var local = Path.Combine(scratch, "blend.json");
            await File.WriteAllTextAsync(local, JsonSerializer.Serialize(manifest, MixtureFiles.Json) + "\n", cancellation).ConfigureAwait(false);
            await storage.PutFileAsync(ManifestPath, local, cancellation).ConfigureAwait(false);
            return manifest;
        }
        finally { System.IO.Directory.Delete(scratch, recursive: true); }
    }

    ParallelOptions Parallelism(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellation };

    /// <summary>The union of the shards' columns, so that shards of several runs fit together.</summary>
    (ShardSchema Schema, ShardOrigin Origin) Layout(IReadOnlyList<string> paths, string key)
    {
        ShardSchema? all = null;
        var origin = default(ShardOrigin);
        foreach (var path in paths)
        {
            using var shard = ShardReader.Open(storage.OpenRead(path), path);
            var schema = shard.Schema;
            all = all is null ? schema : new([.. all.Signals.UnionBy(schema.Signals, s => s.Name)], all.WithQuestions || schema.WithQuestions);
            origin ??= shard.Origin with { RunId = key, ConfigHash = mixture.Hash };
        }
        return (all!, origin!);
    }

    Dictionary<string, DomainTally> Scatter(string path, string target, CopyPlan plan, CopyOrder order, CancellationToken cancellation)
    {
        var tallies = new Dictionary<string, DomainTally>(StringComparer.Ordinal);
        using var stream = File.Create(target);
        using var spill = new SpillWriter(stream, Path.GetDirectoryName(target)!, order.Buckets);
        using var shard = ShardReader.Open(storage.OpenRead(path, cancellationToken: cancellation), path);
        var buckets = new HashSet<int>();
        foreach (var (document, tokens, characters) in shard.Counted(ShardSchema.Columns))
        {
            cancellation.ThrowIfCancellationRequested();
            var (domain, copies) = plan.Of(document, tokens, characters);
            if (copies == 0) continue;
            if (!tallies.TryGetValue(domain, out var tally)) tallies[domain] = tally = new();
            tally.Documents++;
            // A document goes once to each bucket that copies of it fall into; which ones they are is seen there again.
            buckets.Clear();
            for (var copy = 0; copy < copies; copy++)
                if (order.Bucket(order.Key(document.Id, copy)) is var bucket && buckets.Add(bucket)) spill.Add(bucket, document, tokens);
        }
        spill.Complete();
        return tallies;
    }

    (List<TrainingSetFile> Files, Dictionary<string, DomainTally> Tallies) Gather(
        int file, int spills, string scratch, CopyPlan plan, CopyOrder order, ShardSchema schema, ShardOrigin origin, TrainingTokenizer? tokenizer, CancellationToken cancellation)
    {
        var tallies = new Dictionary<string, DomainTally>(StringComparer.Ordinal);
        var name = string.Create(CultureInfo.InvariantCulture, $"{file:d5}-of-{order.Files:d5}");
        var local = Path.Combine(scratch, name);
        using var shard = options.Parquet ? new ShardWriter(local + ".parquet", schema, origin, ZstdLevel) : null;
        using var packed = tokenizer is null ? null : new TokenFile(local, tokenizer.Vocabulary);
        var readers = Enumerable.Range(0, spills).Select(i => Path.Combine(scratch, $"{i}.spill"))
            .Select(path => SpillReader.Of(path, order.Buckets)).ToArray();
        for (var bucket = file * order.BucketsPerFile; bucket < (file + 1) * order.BucketsPerFile; bucket++)
        {
            var copies = readers.SelectMany(r => r.Read(bucket)).SelectMany(d =>
            {
                var (domain, count) = plan.Of(d.Document, d.Tokens, d.Document.Text.Length);
                return Enumerable.Range(0, count).Select(copy => (Key: order.Key(d.Document.Id, copy), Copy: copy, Domain: domain, d.Document, d.Tokens)).Where(c => order.Bucket(c.Key) == bucket);
            }).OrderBy(c => c.Key).ThenBy(c => c.Document.Id, StringComparer.Ordinal).ThenBy(c => c.Copy);
            foreach (var copy in copies)
            {
                cancellation.ThrowIfCancellationRequested();
                if (!tallies.TryGetValue(copy.Domain, out var tally)) tallies[copy.Domain] = tally = new();
                tally.Copies++;
                tally.Tokens += copy.Tokens;
                shard?.Write(copy.Document, copy.Tokens);
                if (packed is null) continue;
                var ids = tokenizer!.Document(copy.Document.Text);
                packed.Write(ids);
                tally.PackedTokens += ids.Length;
            }
        }
        var files = new List<TrainingSetFile>();
        if (shard is not null)
        {
            var complete = shard.Complete();
            files.Add(Store($"shards/{name}.parquet", local + ".parquet", complete.Rows, complete.Tokens, complete.Digest));
        }
        if (packed is not null)
        {
            var digest = packed.Complete();
            packed.Dispose();
            files.Add(Store($"tokens/{name}.bin", local + ".bin", packed.Documents, packed.Tokens, digest));
            files.Add(Store($"tokens/{name}.idx", local + ".idx", packed.Documents, packed.Tokens, ContentHash.OfFile(local + ".idx")));
        }
        return (files, tallies);
    }

    TrainingSetFile Store(string name, string local, long documents, long tokens, string digest)
    {
        var bytes = new FileInfo(local).Length;
        var path = $"{_directory}/{name}";
        storage.DeleteAsync(path).GetAwaiter().GetResult();
        storage.PutFileAsync(path, local).GetAwaiter().GetResult();
        return new(name, documents, tokens, bytes, digest);
    }

    TrainingSetManifest Manifest(string key, TrainingTokenizer? tokenizer, CopyPlan plan, SortedDictionary<string, DomainTally> tallies, IEnumerable<TrainingSetFile> files)
    {
        var units = mixture.Weights.ToDictionary(w => w.Domain, w => w.TokensPerCount, StringComparer.Ordinal);
        var total = tallies.Sum(t => t.Value.Tokens * units[t.Key]);
        return new()
        {
            Key = key,
            Mixture = mixture.Hash,
            Unit = mixture.Unit,
            Wanted = options.Tokens,
            Tokens = total,
            Seed = options.Seed,
            Weigh = options.Weigh,
            Tokenizer = tokenizer?.Name,
            TokenBytes = tokenizer is null ? null : tokenizer.Vocabulary <= 1 << 16 ? 2 : 4,
            EndOfText = tokenizer?.EndOfText,
            Vocabulary = tokenizer?.Vocabulary,
            Domains = [.. plan.Quotas.Select(quota =>
            {
                var (tally, unit) = (tallies.GetValueOrDefault(quota.Name) ?? new(), units[quota.Name]);
                return new TrainingSetDomain(quota.Name, mixture.Weights.Single(w => w.Domain == quota.Name).Weight, total == 0 ? 0 : tally.Tokens * unit / total, quota.Wanted * unit, tally.Tokens * unit,
                    quota.Available * unit, quota.Available == 0 ? 0 : (double)tally.Tokens / quota.Available, tally.Documents, tally.Copies, tokenizer is null ? null : tally.PackedTokens);
            })],
            Files = [.. files],
        };
    }

    static void Merge(SortedDictionary<string, DomainTally> all, Dictionary<string, DomainTally> some)
    {
        lock (all)
        {
            foreach (var (name, tally) in some)
            {
                if (!all.TryGetValue(name, out var sum)) all[name] = sum = new();
                sum.Add(tally);
            }
        }
    }

    async Task<TrainingSetManifest?> ReadAsync(CancellationToken cancellation)
    {
        if (await storage.ReadAllAsync(ManifestPath, cancellation).ConfigureAwait(false) is not { } bytes) return null;
        try { return JsonSerializer.Deserialize<TrainingSetManifest>(bytes, MixtureFiles.Json); }
        catch (JsonException error) { throw new ConfigException($"{ManifestPath} is not a manifest of a training set ({error.Message}); write to another folder", error); }
    }

    async Task<bool> IsWholeAsync(TrainingSetManifest manifest, CancellationToken cancellation)
    {
        foreach (var file in manifest.Files)
            if ((await storage.StatAsync($"{_directory}/{file.Path}", cancellation).ConfigureAwait(false))?.Size != file.Bytes) return false;
        return true;
    }

    async Task DeleteAsync(TrainingSetManifest manifest, CancellationToken cancellation)
    {
        await storage.DeleteAsync(ManifestPath, cancellation).ConfigureAwait(false);
        foreach (var file in manifest.Files) await storage.DeleteAsync($"{_directory}/{file.Path}", cancellation).ConfigureAwait(false);
    }
}
