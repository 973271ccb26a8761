using Curation.Core.Contracts;
using Curation.Mixers.Proxies;
using Curation.Torch;

namespace Curation.Mixers.Running;

/// <summary>Options of a mix (<c>mix.json</c>): what is mixed, how proxies are made, what the blend keeps to.</summary>
public sealed record MixOptions : IOptions
{
    /// <summary>Shards to mix, paths or patterns, relative to where one stands.</summary>
    public IReadOnlyList<string> Shards { get; init; } = [];

    /// <summary>
    /// Columns that make a domain together: <c>source</c>, <c>language</c>, <c>license</c>, <c>host</c>, <c>year</c>, <c>metadata.NAME</c>, or bands of a number:
    /// <c>signals.NAME&lt;0.3&lt;0.7</c>, <c>language_score</c>, <c>duplicates</c>, <c>token_count</c>, <c>char_count</c>.
    /// </summary>
    public IReadOnlyList<string> Domains { get; init; } = ["source"];

    /// <summary>Folder of samples, proxies, scores, the mixture and its report.</summary>
    public string Directory { get; init; } = "out/mix";

    /// <summary>Decides samples, designs, first weights of proxies and resamples.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Tokenizer of the proxies: <c>bpe</c> (trained on the sample, as large as the proxy's size has it), <c>bytes</c>, or a tokenizer file of an earlier mix.</summary>
    public string Tokenizer { get; init; } = "bpe";

    /// <summary>
    /// Tokenizer of the real model, in whose tokens weights, caps and the blend are: <c>o200k</c>, <c>cl100k</c> or the path of a tokenizer file. Each domain's
    /// bytes a token are measured on its sample. Null takes tokens as the shards count them.
    /// </summary>
    public string? TargetTokenizer { get; init; }

    /// <summary>Tokens to train the real model on; null takes all of the shards, so that the natural mix is one epoch.</summary>
    public double? TargetTokens { get; init; }

    /// <summary>Times that the real training may repeat a domain.</summary>
    public double MaxEpochs { get; init; } = 4;

    /// <summary>Whether, when a source changed after a blend was found here, the unchanged ones are held together at its ratios, so that only proxies that vary the changed ones are trained.</summary>
    public bool Reuse { get; init; } = true;

    /// <summary>Bounds of single domains.</summary>
    public IReadOnlyDictionary<string, DomainBounds> Bounds { get; init; } = new Dictionary<string, DomainBounds>();

    /// <summary>The mixes that proxies are trained on.</summary>
    public DesignOptions Design { get; init; } = new();

    /// <summary>The proxies.</summary>
    public ProxyOptions Proxy { get; init; } = new();

    /// <summary>The blend.</summary>
    public SolveOptions Solve { get; init; } = new();

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(Shards.Count > 0, nameof(Shards), "[]", "at least one path or pattern of shards");
        errors.Require(Domains.Count > 0, nameof(Domains), "[]", "at least one column");
        foreach (var domain in Domains) Corpus.DomainColumn.Check(domain, errors);
        errors.Require(TargetTokens is null or > 0, nameof(TargetTokens), TargetTokens, "more than 0");
        errors.Require(MaxEpochs > 0, nameof(MaxEpochs), MaxEpochs, "more than 0");
        foreach (var (name, bound) in Bounds)
        {
            errors.Require(bound.Min is >= 0 and <= 1, $"bounds.{name}.min", bound.Min, "0 to 1");
            errors.Require(bound.Max is > 0 and <= 1, $"bounds.{name}.max", bound.Max, "0 to 1, above 0");
            errors.Require(bound.Min <= bound.Max, $"bounds.{name}.min", bound.Min, $"at most max, {bound.Max}");
        }
        errors.Require(Design.Proxies >= 4, "design.proxies", Design.Proxies, "at least 4");
        errors.Require(Design.Repeats >= 2, "design.repeats", Design.Repeats, "at least 2: noise is measured from them");
        errors.Require(Design.LeastStrength > 0 && Design.LeastStrength <= Design.GreatestStrength, "design.leastStrength", Design.LeastStrength, "more than 0, at most greatestStrength");
        errors.Require(Design.MaxRatio > 1, "design.maxRatio", Design.MaxRatio, "more than 1");
        errors.Require(Design.SecondRound is >= 0 and < 1, "design.secondRound", Design.SecondRound, "0 to below 1");
        if (ProxySize.All.All(s => s.Name != Proxy.Size)) errors.Add($"proxy.size: unknown size '{Proxy.Size}'; {Names.DidYouMean(Proxy.Size, ProxySize.All.Select(s => s.Name))}");
        errors.Require(Proxy.Tokens is null or >= 10_000, "proxy.tokens", Proxy.Tokens, "at least 10000");
        errors.Require(Proxy.Workers >= 0, "proxy.workers", Proxy.Workers, "at least 0");
        errors.Require(Proxy.Stack >= 1, "proxy.stack", Proxy.Stack, "at least 1");
        errors.Require(Solve.KlPenalty >= 0, "solve.klPenalty", Solve.KlPenalty, "at least 0");
        errors.Require(Solve.Draws is >= 20 and <= 5000, "solve.draws", Solve.Draws, "20 to 5000");
        if (Solve.Model != Regression.Regressors.Auto && Regression.Regressors.All.All(r => r.Name != Solve.Model))
            errors.Add($"solve.model: unknown regression '{Solve.Model}'; {Names.DidYouMean(Solve.Model, Regression.Regressors.All.Select(r => r.Name).Append(Regression.Regressors.Auto))}");
    }
}

/// <summary>Bounds of a domain's weight.</summary>
public sealed record DomainBounds
{
    /// <summary>Least weight.</summary>
    public double Min { get; init; }

    /// <summary>Greatest weight.</summary>
    public double Max { get; init; } = 1;
}

/// <summary>Options of the design of experiments.</summary>
public sealed record DesignOptions
{
    /// <summary>Proxies in all, repeats included: three to eight a domain, and more than domains + 10.</summary>
    public int Proxies { get; init; } = 64;

    /// <summary>Trainings of the natural mix with different seeds, from which noise is measured.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>Least strength of the Dirichlet draws: the smaller, the nearer to single domains.</summary>
    public double LeastStrength { get; init; } = 0.1;

    /// <summary>Greatest strength: the larger, the nearer to the natural mix.</summary>
    public double GreatestStrength { get; init; } = 5;

    /// <summary>Greatest weight as a multiple of the natural one.</summary>
    public double MaxRatio { get; init; } = 15;

    /// <summary>Share of the proxies kept for a second round near the best mixes of the first.</summary>
    public double SecondRound { get; init; } = 0.2;
}

/// <summary>Options of the proxies.</summary>
public sealed record ProxyOptions
{
    /// <summary>Size: <c>demo</c> (0.2 M, shows the way and decides nothing), <c>1m</c>, <c>15m</c> (for decisions), <c>60m</c>.</summary>
    public string Size { get; init; } = "15m";

    /// <summary>Tokens that each is trained on; null takes 20 a parameter.</summary>
    public long? Tokens { get; init; }

    /// <summary>Where they are trained: <c>auto</c>, <c>cpu</c>, <c>cuda</c>.</summary>
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    /// <summary>Processes on a CPU, one thread each; 0 takes one a core.</summary>
    public int Workers { get; init; }

    /// <summary>Proxies that a GPU trains at once; halved where its memory is too small.</summary>
    public int Stack { get; init; } = 8;

    /// <summary>Peak learning rate; null takes the size's own.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Tokens of held-out text a domain, for evals that name a domain.</summary>
    public int HeldOutTokens { get; init; } = 20_000;
}

/// <summary>Options of the blend.</summary>
public sealed record SolveOptions
{
    /// <summary>
    /// Regression of the scores by name, or <c>auto</c>: by cross-validation, one form for all evals that tell mixes apart. The optimum of
    /// <c>linear</c>, <c>ridge</c>, <c>log-linear</c> and <c>convex</c> is exact, that of the others is searched for.
    /// </summary>
    public string Model { get; init; } = Regression.Regressors.Auto;

    /// <summary>Penalty of a nat of KL divergence from the natural mix, in units of the combined score.</summary>
    public double KlPenalty { get; init; } = 0.02;

    /// <summary>Resamples for intervals.</summary>
    public int Draws { get; init; } = 200;
}
