using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Shards;
using Curation.Core.Storage;
using Curation.Mixers.Blend;
using Curation.Mixers.Corpus;

namespace Curation.Mixers.TrainingSets;

/// <summary>
/// How often each document is taken. Made by passes over the shards' columns of numbers and names, in memory that does not grow with
/// them: tokens by domain and weight, then how far the queue for one more copy reaches, first roughly and then to the document.
/// </summary>
sealed class CopyPlan
{
    const int Bins = 1 << 14;
    readonly IStorage _storage;
    readonly IReadOnlyList<string> _paths;
    readonly DomainSampler _domains;
    readonly DocumentWeights _weights;
    readonly string[] _columns;
    readonly int _seed;
    readonly Dictionary<string, DomainQuota> _quotas = new(StringComparer.Ordinal);
    readonly Dictionary<string, (double Place, string Id)> _last = new(StringComparer.Ordinal);

    CopyPlan(IStorage storage, IReadOnlyList<string> paths, TrainingSetOptions options, IReadOnlyList<string> domainColumns)
    {
        (_storage, _paths, _seed) = (storage, paths, options.Seed);
        _domains = new(storage, domainColumns, options.Seed);
        _weights = new(options.Weigh);
        _columns = [.. _domains.ShardColumns.Concat(_weights.ShardColumns).Distinct()];
    }

    /// <summary>The quotas, in ordinal order of domains.</summary>
    public IEnumerable<DomainQuota> Quotas => _quotas.Values.OrderBy(q => q.Name, StringComparer.Ordinal);

    /// <summary>Makes the plan.</summary>
    /// <exception cref="ConfigException">A domain is in the mixture or in the shards alone, or there is too little of one.</exception>
    public static CopyPlan Make(IStorage storage, IReadOnlyList<string> paths, TrainingSetOptions options, MixtureFile mixture, CancellationToken cancellation)
    {
        var plan = new CopyPlan(storage, paths, options, mixture.DomainColumns);
        var tokens = new Dictionary<string, Dictionary<double, long>>(StringComparer.Ordinal);
        foreach (var (name, weight, _, count) in plan.Rows(cancellation))
        {
            if (!tokens.TryGetValue(name, out var byWeight)) tokens[name] = byWeight = [];
            byWeight[weight] = byWeight.GetValueOrDefault(weight) + count;
        }
        foreach (var name in tokens.Keys.Order(StringComparer.Ordinal))
        {
            if (mixture.Weights.All(w => w.Domain != name))
                throw new ConfigException($"the shards hold domain '{name}', which the mixture has no weight for; {Core.Contracts.Names.DidYouMean(name, mixture.Weights.Select(w => w.Domain))}; name the shards that the mixture was made of, or mix again");
        }
        foreach (var weight in mixture.Weights)
            plan._quotas[weight.Domain] = new(weight.Domain, weight.Weight * options.Tokens / weight.TokensPerCount, tokens.GetValueOrDefault(weight.Domain) ?? [], options.MaxEpochs);
        plan.FindLast(cancellation);
        return plan;
    }

    /// <summary>The domain of a document and how many copies of it are taken.</summary>
    public (string Domain, int Copies) Of(Document document, int tokens, int characters)
    {
        var name = _domains.NameOf(document, tokens, characters);
        var (quota, weight) = (_quotas[name], _weights.Of(document, tokens, characters));
        var more = _last.TryGetValue(name, out var last) && (Place(quota, weight, document.Id), document.Id) is var place && Compare(place, last) <= 0;
        return (name, (int)Math.Floor(quota.Copies(weight)) + (more ? 1 : 0));
    }

    void FindLast(CancellationToken cancellation)
    {
        if (_quotas.Values.All(q => q.Rest < 1)) return;
        var bins = _quotas.Values.Where(q => q.Rest >= 1).ToDictionary(q => q.Name, _ => new double[Bins], StringComparer.Ordinal);
        foreach (var (name, weight, id, count) in Rows(cancellation))
            if (bins.TryGetValue(name, out var bin) && Place(_quotas[name], weight, id) is < 1 and var place) bin[(int)(place * Bins)] += count;
        var borders = bins.ToDictionary(b => b.Key, b => Border(b.Value, _quotas[b.Key].Rest), StringComparer.Ordinal);
        var near = borders.ToDictionary(b => b.Key, _ => new List<(double Place, string Id, int Tokens)>(), StringComparer.Ordinal);
        foreach (var (name, weight, id, count) in Rows(cancellation))
            if (borders.TryGetValue(name, out var border) && Place(_quotas[name], weight, id) is < 1 and var place && (int)(place * Bins) == border.Bin) near[name].Add((place, id, count));
        foreach (var (name, border) in borders)
        {
            var left = _quotas[name].Rest - border.Before;
            // What the document before the border's first one was does not matter: all places before the bin are taken.
            (double Place, string Id) last = (Math.BitDecrement((double)border.Bin / Bins), "\uFFFF");
            foreach (var (place, id, count) in near[name].OrderBy(n => n.Place).ThenBy(n => n.Id, StringComparer.Ordinal))
            {
                // The one that the border falls into is taken if more than half of it lies before.
                if (left < count / 2.0) break;
                (last, left) = ((place, id), left - count);
            }
            _last[name] = last;
        }
    }

    static (int Bin, double Before) Border(double[] bins, double rest)
    {
        var before = 0.0;
        for (var i = 0; i < bins.Length; i++)
        {
            if (before + bins[i] > rest) return (i, before);
            before += bins[i];
        }
        return (bins.Length, before);
    }

    IEnumerable<(string Domain, double Weight, string Id, int Tokens)> Rows(CancellationToken cancellation)
    {
        foreach (var path in _paths)
        {
            cancellation.ThrowIfCancellationRequested();
            using var shard = ShardReader.Open(_storage.OpenRead(path, cancellationToken: cancellation), path);
            foreach (var (document, tokens, characters) in shard.Counted(_columns))
                yield return (_domains.NameOf(document, tokens, characters), _weights.Of(document, tokens, characters), document.Id, tokens);
        }
    }

    double Place(DomainQuota quota, double weight, string id) => quota.Place(weight, (DocumentId.ShuffleKey(id, _seed) >> 11) * (1.0 / (1UL << 53)));

    static int Compare((double Place, string Id) a, (double Place, string Id) b) => a.Place != b.Place ? a.Place.CompareTo(b.Place) : string.CompareOrdinal(a.Id, b.Id);
}
