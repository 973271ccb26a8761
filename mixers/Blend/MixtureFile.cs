namespace Curation.Mixers.Blend;

/// <summary>A blend as it is handed on (<c>mixture.json</c>). Members may be added; none changes its meaning within a version.</summary>
public sealed record MixtureFile
{
    /// <summary>Version of the layout.</summary>
    public string Version { get; init; } = "1.0";

    /// <summary>Unit of the weights: shares of tokens as this tokenizer or counter counts them.</summary>
    public required string Unit { get; init; }

    /// <summary>Columns of the shards that make a domain; empty for external tables.</summary>
    public required IReadOnlyList<string> DomainColumns { get; init; }

    /// <summary>Shards that it was made of, as the options name them.</summary>
    public IReadOnlyList<string> Shards { get; init; } = [];

    /// <summary>The weights.</summary>
    public required IReadOnlyList<MixtureWeight> Weights { get; init; }

    /// <summary>Domains that were held together at the ratios of an earlier blend, since they had not changed; empty where all were varied.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    /// <summary>Estimated gain over the natural mix in the combined score, positive is better.</summary>
    public required double Gain { get; init; }

    /// <summary>90 % interval of the gain.</summary>
    public required Interval GainInterval { get; init; }

    /// <summary>In words, whether it is better than the natural mix.</summary>
    public required string Verdict { get; init; }

    /// <summary>The evals, with the regression of each and its cross-validated scores.</summary>
    public required IReadOnlyList<MixtureEval> Evals { get; init; }

    /// <summary>Penalty of a nat of KL divergence from the natural mix.</summary>
    public required double KlPenalty { get; init; }

    /// <summary>The best mix by penalty.</summary>
    public required IReadOnlyList<PathPoint> KlPath { get; init; }

    /// <summary>Proxies that it rests on.</summary>
    public required int Proxies { get; init; }

    /// <summary>What the proxies were; null for external tables.</summary>
    public string? ProxySize { get; init; }

    /// <summary>Tokens of each proxy; null for external tables.</summary>
    public long? ProxyTokens { get; init; }

    /// <summary>Hellinger distance to the nearest mix that was trained.</summary>
    public required double NearestDistance { get; init; }

    /// <summary>That mix.</summary>
    public required string NearestMix { get; init; }

    /// <summary>What trainings of the blend measured; null until it is validated.</summary>
    public Validation? Validation { get; init; }

    /// <summary>Hash of mixes, scores, evals and options.</summary>
    public required string Hash { get; init; }
}

/// <summary>A domain's weight.</summary>
/// <param name="Domain">Its name.</param>
/// <param name="Weight">Share of the tokens.</param>
/// <param name="Interval">90 % interval of the best weight.</param>
/// <param name="Natural">Its share in the natural mix.</param>
/// <param name="Least">Lower bound.</param>
/// <param name="Greatest">Upper bound.</param>
/// <param name="Bound">What holds it at its upper bound; null where it is free.</param>
/// <param name="Tokens">Tokens that there are; null for external tables.</param>
public sealed record MixtureWeight(string Domain, double Weight, Interval Interval, double Natural, double Least, double Greatest, string? Bound, long? Tokens)
{
    /// <summary>Tokens of the unit for one that the shards count (<c>token_count</c>).</summary>
    public double TokensPerCount { get; init; } = 1;
}

/// <summary>An eval in a mixture.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Factor">Its factor in the combined score; 0 where it is for validation or was refused.</param>
/// <param name="SignalToNoise">Its signal-to-noise; null where no mix was repeated.</param>
/// <param name="Model">The regression.</param>
/// <param name="AtNatural">Predicted score of the natural mix, in the eval's own direction.</param>
/// <param name="AtBlend">Predicted score of the blend.</param>
/// <param name="Regressions">Cross-validated scores of all regressions.</param>
public sealed record MixtureEval(
    string Name, double Factor, double? SignalToNoise, string Model, double AtNatural, double AtBlend, IReadOnlyList<Regression.RegressionScore> Regressions);
