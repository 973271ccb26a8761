using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Mixers.Blend;
using Curation.Mixers.Corpus;
using Curation.Mixers.Tokenization;

namespace Curation.Mixers.Running;

/// <summary>
/// What the last blend in a folder was made of (<c>last.json</c>), so that a changed source costs only the proxies that vary it: the
/// tokenizer and the target stay, and so do the samples and proxies that do not touch it.
/// </summary>
public sealed record MixHistory
{
    /// <summary>Columns of the domains and size of the proxies: with others nothing is reused.</summary>
    public required string Key { get; init; }

    /// <summary>Tokenizer of the proxies, as an option.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>Tokens of the real training.</summary>
    public required double TargetTokens { get; init; }

    /// <summary>Tokens of the proxies for one of the unit, by which samples are as large as they are.</summary>
    public required double ProxyTokensPerToken { get; init; }

    /// <summary>Hash of each domain's documents.</summary>
    public required IReadOnlyDictionary<string, string> Hashes { get; init; }

    /// <summary>The blend.</summary>
    public required IReadOnlyDictionary<string, double> Weights { get; init; }

    /// <summary>The last blend of a folder; null if there is none that these options go with.</summary>
    public static MixHistory? Read(MixOptions options)
    {
        var path = PathOf(options);
        if (!options.Reuse || !File.Exists(path)) return null;
        try
        {
            var history = JsonSerializer.Deserialize<MixHistory>(File.ReadAllText(path), StrictJson.Options)!;
            return history.Key == KeyOf(options) ? history : null;
        }
        catch (JsonException error) { throw new ConfigException($"{path} cannot be read: {error.Message}; delete it to mix without what was there", error); }
    }

    /// <summary>Options with the tokenizer and target that the samples here were made by.</summary>
    public MixOptions Keep(MixOptions options) => options with { Tokenizer = Tokenizer, TargetTokens = options.TargetTokens ?? TargetTokens };

    /// <summary>Notes a blend.</summary>
    public static void Write(MixProject project, MixtureFile mixture)
    {
        var options = project.Options;
        var merges = Path.Combine(options.Directory, "tokenizer.json");
        if (options.Tokenizer == "bpe" && project.Corpora.Tokenizer is BpeTokenizer bpe && !File.Exists(merges)) bpe.Save(merges);
        var history = new MixHistory
        {
            Key = KeyOf(options),
            Tokenizer = options.Tokenizer == "bpe" ? merges : options.Tokenizer,
            TargetTokens = project.TargetTokens,
            ProxyTokensPerToken = Read(options)?.ProxyTokensPerToken ?? project.Corpora.ProxyTokensPerToken,
            Hashes = project.Corpora.Domains.ToDictionary(d => d.Name, d => d.Hash, StringComparer.Ordinal),
            Weights = mixture.Weights.ToDictionary(w => w.Domain, w => w.Weight, StringComparer.Ordinal),
        };
        File.WriteAllText(PathOf(options) + ".tmp", JsonSerializer.Serialize(history, StrictJson.Options));
        File.Move(PathOf(options) + ".tmp", PathOf(options), overwrite: true);
    }

    /// <summary>The axes to vary: decided once for a state of the domains and written down.</summary>
    public static MixAxes Axes(MixOptions options, Corpora corpora, MixHistory? last, Action<string> say)
    {
        string[] names = [.. corpora.Domains.Select(d => d.Name)];
        var path = Path.Combine(options.Directory, $"held-{ContentHash.Of(corpora.Domains.Select(d => new { d.Name, d.Hash }))}.json");
        if (options.Reuse && File.Exists(path)) return MixAxes.Collapse(names, JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(path))!);
        if (last is null) return MixAxes.Of(names);
        var same = corpora.Domains.Where(d => last.Hashes.GetValueOrDefault(d.Name) == d.Hash).ToArray();
        var held = same.ToDictionary(d => d.Name, d => last.Weights.GetValueOrDefault(d.Name), StringComparer.Ordinal);
        var changed = corpora.Domains.Except(same).Select(d => $"'{d.Name}' ({(last.Hashes.ContainsKey(d.Name) ? "changed" : "new")})").ToArray();
        if (changed.Length == 0 || same.Length < 2 || held.Values.Sum() < 1e-3) return MixAxes.Of(names);
        File.WriteAllText(path, JsonSerializer.Serialize(held));
        say($"since the last blend: {string.Join(", ", changed)}. {same.Length} unchanged domains are held together at its ratios ({string.Join(", ", held.Select(h => FormattableString.Invariant($"{h.Key} {h.Value / held.Values.Sum() * 100:0.0} %")))}); its tokenizer and target stay, so that their samples are reused. To vary all again: \"reuse\": false in the options, or delete {path}");
        return MixAxes.Collapse(names, held);
    }

    static string PathOf(MixOptions options) => Path.Combine(options.Directory, "last.json");

    static string KeyOf(MixOptions options) => ContentHash.Of(options.Domains, options.Proxy.Size, options.TargetTokenizer);
}
