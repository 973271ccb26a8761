using Curation.Core.Errors;
using Curation.Core.Storage;
using Curation.Mixers.Blend;
using Curation.Mixers.Corpus;
using Curation.Mixers.Design;
using Curation.Mixers.Proxies;
using Curation.Mixers.Tables;

namespace Curation.Mixers.Running;

/// <summary>A mix under way: its options, the sampled domains, the design and the proxies that it asks for.</summary>
public sealed class MixProject
{
    MixProject(MixOptions options, Corpora corpora, TrainingPlan plan, MixAxes axes, double? target)
    {
        (Options, Corpora, Plan, Axes, TargetTokens) = (options, corpora, plan, axes, target ?? corpora.Tokens);
        DomainBounds = DesignBounds.Of(options with { TargetTokens = TargetTokens }, corpora.Domains, corpora.Natural);
        Bounds = axes.Gather(DomainBounds);
        Natural = Bounds.Nearest(axes.Gather(corpora.Natural));
        Proxies = axes.AreCollapsed ? Math.Min(options.Design.Proxies, options.Design.Repeats + 1 + ProxiesPerAxis * axes.Names.Count) : options.Design.Proxies;
        var key = ContentHash.Of(axes.Names, axes.AreCollapsed ? axes.Parts.Select(a => a.Select(p => new[] { p.Domain, p.Share })) : null, Natural.Select(n => Math.Round(n, 6)), Bounds.Lower, Bounds.Upper, options.Design, options.Seed);
        DesignPath = Path.Combine(options.Directory, $"design-{key}.csv");
    }

    /// <summary>Proxies for each axis where unchanged domains are held together.</summary>
    const int ProxiesPerAxis = 8;

    /// <summary>What mixes are varied over.</summary>
    public MixAxes Axes { get; }

    /// <summary>Tokens of the real training.</summary>
    public double TargetTokens { get; }

    /// <summary>Proxies in all.</summary>
    public int Proxies { get; }

    /// <summary>What every domain keeps to.</summary>
    public WeightBounds DomainBounds { get; }

    /// <summary>The options.</summary>
    public MixOptions Options { get; }

    /// <summary>The sampled domains.</summary>
    public Corpora Corpora { get; }

    /// <summary>How proxies are trained.</summary>
    public TrainingPlan Plan { get; }

    /// <summary>What every mix keeps to, by axis.</summary>
    public WeightBounds Bounds { get; }

    /// <summary>The natural mix, within the bounds, by axis.</summary>
    public double[] Natural { get; }

    /// <summary>The design: read as it stands, so that it may be edited.</summary>
    public string DesignPath { get; }

    /// <summary>Folder of checkpoints.</summary>
    public string ProxyFolder => Path.Combine(Options.Directory, "proxies");

    /// <summary>Folder of scores.</summary>
    public string ScoreFolder => Path.Combine(Options.Directory, "scores");

    /// <summary>Folder of cross-validations.</summary>
    public string FitFolder => Path.Combine(Options.Directory, "fits");

    string NearPath => Path.ChangeExtension(DesignPath, ".near.csv");

    /// <summary>Whether the second round of mixes is chosen.</summary>
    public bool HasSecondRound => File.Exists(NearPath);

    /// <summary>Mixes of the second round.</summary>
    public int SecondRound => (int)Math.Round(Proxies * Options.Design.SecondRound);

    /// <summary>Samples the shards, or takes the sample that is there.</summary>
    public static async Task<MixProject> OpenAsync(MixOptions options, IStorage storage, Action<string> say, CancellationToken cancellation)
    {
        var size = ProxySize.Find(options.Proxy.Size);
        var tokens = options.Proxy.Tokens ?? 20 * size.Parameters(size.Vocabulary);
        Directory.CreateDirectory(options.Directory);
        var last = MixHistory.Read(options);
        var corpora = await Corpora.PrepareAsync(options, last, size, tokens, storage, say, cancellation).ConfigureAwait(false);
        var axes = MixHistory.Axes(options, corpora, last, say);
        var steps = (int)Math.Max(20, tokens / ((long)size.Batch * size.Context));
        return new(options, corpora, new(size, corpora.Tokenizer.Vocabulary, corpora.Tokenizer.Hash, steps, size.Batch, options.Proxy.LearningRate ?? size.LearningRate), axes, options.TargetTokens ?? last?.TargetTokens);
    }

    /// <summary>The mixes, both rounds; chosen and written down where they are not there yet.</summary>
    public MixtureTable Design()
    {
        if (!File.Exists(DesignPath))
        {
            var made = new MixDesigner(Options.Design, Bounds, Natural, Options.Seed).Make(Proxies - SecondRound);
            made.Write(DesignPath);
        }
        var first = Read(DesignPath);
        if (!HasSecondRound) return first;
        var near = Read(NearPath);
        return first with { Keys = [.. first.Keys, .. near.Keys], Labels = [.. first.Labels, .. near.Labels], Weights = [.. first.Weights, .. near.Weights] };
    }

    /// <summary>Writes down a second round near given mixes.</summary>
    public void AddSecondRound(IReadOnlyList<double[]> optima)
    {
        var first = Read(DesignPath);
        var near = new MixDesigner(Options.Design, Bounds, Natural, Options.Seed + 1).Near(optima, SecondRound);
        new MixtureTable("index", [.. near.Select((_, i) => (first.Keys.Count + i).ToString(System.Globalization.CultureInfo.InvariantCulture))], first.Domains, [.. near.Select(n => n.Weights)])
        { Labels = [.. near.Select(n => n.Name)] }.Write(NearPath);
    }

    /// <summary>The proxies of a design. A mix that stands there again gets another seed: that is how noise is measured.</summary>
    public IReadOnlyList<ProxyTask> Tasks(MixtureTable design)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. design.Weights.Select((weights, i) =>
        {
            var shares = Corpora.ToProxyShares(Axes.Expand(weights));
            var mix = string.Join(' ', shares.Select(s => s.ToString("0.########", System.Globalization.CultureInfo.InvariantCulture)));
            seen[mix] = seen.GetValueOrDefault(mix) + 1;
            var seed = Options.Seed + seen[mix] - 1;
            // Domains that it does not touch do not change it.
            var touched = Corpora.Domains.Select((d, j) => (d, Share: Math.Round(shares[j], 9))).Where(t => t.Share > 0).Select(t => (object?)new { t.d.Name, t.d.Hash, t.d.SampleTokens, t.Share });
            return new ProxyTask(i, ContentHash.Of(Plan, seed, Options.Seed, touched), shares, seed);
        })];
    }

    /// <summary>Writes mixes that stand beside the design, such as those of a validation; returns the path.</summary>
    public string WriteTable(string name, MixtureTable table)
    {
        var path = Path.Combine(Options.Directory, $"{name}-{ContentHash.Of(table.Domains, table.Weights)}.csv");
        table.Write(path);
        return path;
    }

    /// <summary>Reads mixes of <see cref="WriteTable"/>.</summary>
    public MixtureTable ReadTable(string path) => Read(path);

    /// <summary>The samples as proxies read them.</summary>
    public IReadOnlyList<TokenPool> Pools() => [.. Corpora.Domains.Select((d, i) => new TokenPool(d.Name, Corpora.ReadTokens(i), Plan.Size.Context, Options.Seed))];

    MixtureTable Read(string path)
    {
        var table = MixtureTable.Read(path).Align(Axes.Names, path);
        var wrong = Enumerable.Range(0, table.Weights.Length).FirstOrDefault(i => !Bounds.Allow(table.Weights[i], 1e-4), -1);
        return wrong < 0 ? table : throw new ConfigException($"{path}, mix {table.Keys[wrong]}: it does not keep to the bounds; correct it, or delete the file to have it made anew");
    }
}
