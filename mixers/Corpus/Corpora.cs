using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Statistics;
using Curation.Core.Storage;
using Curation.Mixers.Proxies;
using Curation.Mixers.Running;
using Curation.Mixers.Tokenization;

namespace Curation.Mixers.Corpus;

/// <summary>What proxies read: the domains of the shards, a sample of each as tokens, and held-out text. Kept in a folder by content.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Domains">The domains, in ordinal order of names.</param>
/// <param name="Tokenizer">The proxies' tokenizer.</param>
public sealed record Corpora(string Folder, IReadOnlyList<Domain> Domains, ITextTokenizer Tokenizer)
{
    const long VocabularyBytes = 8 << 20;

    /// <summary>Share of a held-out document's text that the sample may hold.</summary>
    const double MostOverlap = 0.2;

    /// <summary>Tokens in all, in the unit of the weights.</summary>
    public long Tokens => Domains.Sum(d => d.Tokens);

    /// <summary>Tokens of the proxies for one of the unit, in the natural mix.</summary>
    public double ProxyTokensPerToken => Domains.Sum(d => (double)d.Tokens / Tokens * d.BytesPerToken / d.BytesPerProxyToken);

    /// <summary>Shares of the tokens by domain.</summary>
    public double[] Natural => [.. Domains.Select(d => (double)d.Tokens / Tokens)];

    /// <summary>Samples the shards, or takes the sample of the same documents and options that is there.</summary>
    /// <param name="options">Options.</param>
    /// <param name="last">An earlier blend, whose tokenizer and scale are kept for shards that have changed since.</param>
    /// <param name="size">Shape of the proxies.</param>
    /// <param name="proxyTokens">Tokens that a proxy is trained on.</param>
    /// <param name="storage">Where the shards are.</param>
    /// <param name="say">Told what is done.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Corpora> PrepareAsync(MixOptions options, MixHistory? last, ProxySize size, long proxyTokens, IStorage storage, Action<string> say, CancellationToken cancellation)
    {
        var paths = await DomainSampler.ListAsync(storage, options.Shards, cancellation).ConfigureAwait(false);
        var stats = new List<object?>();
        foreach (var path in paths) stats.Add(await storage.StatAsync(path, cancellation).ConfigureAwait(false));
        var folder = FolderOf(options, null);
        if (File.Exists(Path.Combine(folder, "domains.json"))) return Load(folder);
        options = last?.Keep(options) ?? options;
        folder = FolderOf(options, last?.ProxyTokensPerToken);
        if (File.Exists(Path.Combine(folder, "domains.json"))) return Load(folder);

        say($"sampling {paths.Count} shards");
        var sampler = new DomainSampler(storage, options.Domains, options.Seed);
        var heldOut = options.Proxy.HeldOutTokens;
        var counts = sampler.Count(paths, 2 * proxyTokens + 2L * heldOut, cancellation);
        if (counts.Count < 2) throw new ConfigException($"domains: the shards hold {(counts.Count == 0 ? "no document" : $"one domain only, '{counts[0].Name}'")}; a mix needs at least two; choose other columns");
        if (counts.FirstOrDefault(c => c.Tokens == 0) is { } empty) throw new ConfigException($"domain '{empty.Name}' has {empty.Documents} documents without a token; leave it out");
        var total = counts.Sum(c => c.Tokens);
        var share = Math.Min(1, proxyTokens / Math.Max(options.TargetTokens ?? total, 1));
        var chosen = counts.Select(c => Choose(c, heldOut, Math.Max((long)(c.Tokens * share * 1.6), 20L * size.Context))).ToArray();
        var texts = sampler.Texts(paths, chosen.SelectMany(c => c.HeldOut.Concat(c.Sample)).Select(d => d.Id).ToHashSet(StringComparer.Ordinal), cancellation);

        var temporary = folder + ".tmp";
        if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        Directory.CreateDirectory(temporary);
        var overlap = new Overlap();
        foreach (var held in chosen.SelectMany(c => c.HeldOut)) overlap.Expect(texts[held.Id]);
        foreach (var sampled in chosen.SelectMany(c => c.Sample)) overlap.Train(texts[sampled.Id]);
        var tokenizer = MakeTokenizer(options.Tokenizer, size, chosen.Select(c => c.Sample.Select(d => texts[d.Id])));
        if (tokenizer is BpeTokenizer bpe) bpe.Save(Path.Combine(temporary, "tokenizer.json"));
        var counter = options.TargetTokenizer is { } target ? TokenCounters.Create(target) : null;
        var encoded = chosen.Select((c, i) =>
        {
            cancellation.ThrowIfCancellationRequested();
            return SampledDomain.Of(counts[i], c.Sample.Select(d => (texts[d.Id], d.Tokens)), tokenizer, counter);
        }).ToArray();
        var domains = SampledDomain.Fill(encoded, proxyTokens, options.TargetTokens, last?.ProxyTokensPerToken, 4 * size.Context + 1);
        for (var i = 0; i < encoded.Length; i++)
        {
            await File.WriteAllBytesAsync(Path.Combine(temporary, $"tokens-{i}.bin"), encoded[i].Bytes((int)domains[i].SampleTokens), cancellation).ConfigureAwait(false);
            var clean = chosen[i].HeldOut.Select(d => texts[d.Id]).Where(t => overlap.Share(t) <= MostOverlap).ToArray();
            await File.WriteAllLinesAsync(Path.Combine(temporary, $"heldout-{i}.jsonl"), clean.Select(t => JsonSerializer.Serialize(t)), cancellation).ConfigureAwait(false);
            domains[i] = domains[i] with { HeldOut = clean.Length, Overlapping = chosen[i].HeldOut.Count - clean.Length };
        }
        await File.WriteAllTextAsync(Path.Combine(temporary, "domains.json"), JsonSerializer.Serialize(domains, StrictJson.Options), cancellation).ConfigureAwait(false);
        Directory.Move(temporary, folder);
        foreach (var domain in domains.Where(d => d.Overlapping > 0))
            say($"domain '{domain.Name}': {domain.Overlapping} held-out documents are left out, since training texts hold over {MostOverlap:0 %} of their runs of 13 words");
        return Load(folder);

        string FolderOf(MixOptions by, double? scale) => Path.Combine(by.Directory, "corpus",
            ContentHash.Of(stats, by.Domains, by.Seed, by.Tokenizer, by.TargetTokenizer, by.TargetTokens, by.Proxy.HeldOutTokens, size, proxyTokens, scale));
    }

    /// <summary>The sample of a domain as proxies read it.</summary>
    public ushort[] ReadTokens(int domain)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, $"tokens-{domain}.bin"));
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ushort>(bytes).ToArray();
    }

    /// <summary>Held-out texts of a domain.</summary>
    public IReadOnlyList<string> ReadHeldOut(int domain) =>
        [.. File.ReadLines(Path.Combine(Folder, $"heldout-{domain}.jsonl")).Select(line => JsonSerializer.Deserialize<string>(line)!)];

    /// <summary>Shares of the proxies' own tokens for weights in tokens of the shards: a token of either stands for a measured number of bytes.</summary>
    public double[] ToProxyShares(double[] weights)
    {
        var shares = weights.Select((w, i) => w * Domains[i].BytesPerToken / Domains[i].BytesPerProxyToken).ToArray();
        var sum = shares.Sum();
        return [.. shares.Select(s => s / sum)];
    }

    static Corpora Load(string folder)
    {
        var domains = JsonSerializer.Deserialize<Domain[]>(File.ReadAllText(Path.Combine(folder, "domains.json")), StrictJson.Options)!;
        var merges = Path.Combine(folder, "tokenizer.json");
        return new(folder, domains, File.Exists(merges) ? BpeTokenizer.Load(merges) : new ByteTokenizer());
    }

    static (IReadOnlyList<SampledDocument> HeldOut, IReadOnlyList<SampledDocument> Sample) Choose(DomainCount count, long heldOut, long quota)
    {
        var (held, sample) = (new List<SampledDocument>(), new List<SampledDocument>());
        var (heldTokens, sampleTokens) = (0L, 0L);
        // At most a fifth of a small domain is held out, so that something is left to train on.
        var most = Math.Min(heldOut, count.Tokens / 5);
        foreach (var document in count.Sample())
        {
            if (heldTokens < most && (held.Count == 0 || heldTokens + document.Tokens <= most * 1.5) && count.Documents > 1) { held.Add(document); heldTokens += document.Tokens; }
            else if (sampleTokens < quota) { sample.Add(document); sampleTokens += document.Tokens; }
        }
        return (held, sample);
    }

    /// <summary>The tokenizer of a name (<see cref="MixOptions.Tokenizer"/>), trained on samples with the same say each where it is <c>bpe</c>.</summary>
    internal static ITextTokenizer MakeTokenizer(string name, ProxySize size, IEnumerable<IEnumerable<string>> samples)
    {
        if (name == "bytes") return new ByteTokenizer();
        if (name != "bpe") return BpeTokenizer.Load(name);
        var trainer = new BpeTrainer();
        var lists = samples.ToArray();
        foreach (var sample in lists)
        {
            // Each domain has the same say in the vocabulary.
            var left = VocabularyBytes / lists.Length;
            foreach (var text in sample)
            {
                trainer.Add(text.Length <= left ? text : text[..(int)left]);
                if ((left -= text.Length) <= 0) break;
            }
        }
        return trainer.Train(size.Vocabulary);
    }
}
