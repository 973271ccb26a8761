using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Mixers.Proxies;
using Curation.Torch;

namespace Curation.Mixers.Ablation;

/// <summary>Options of an ablation: whose filter is judged, and by which proxies.</summary>
public sealed record AblationOptions
{
    /// <summary>Output folder of the finished run.</summary>
    public required string Output { get; init; }

    /// <summary>Stage whose dropped documents the arm without it has besides the kept ones; or null.</summary>
    public string? Stage { get; init; }

    /// <summary>Stored signal by which kept documents pass or not; or null.</summary>
    public string? Signal { get; init; }

    /// <summary>Least value of the signal that passes.</summary>
    public double? Threshold { get; init; }

    /// <summary>Whether the threshold is the greatest value that passes in place of the least.</summary>
    public bool AtMost { get; init; }

    /// <summary>Tokens that each proxy is trained on; null takes 20 a parameter.</summary>
    public long? Tokens { get; init; }

    /// <summary>Pairs of proxies: seeds, each with both arms.</summary>
    public int Seeds { get; init; } = 5;

    /// <summary>The first seed; the others follow it.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Size of the proxies (<see cref="ProxySize.All"/>).</summary>
    public string Size { get; init; } = "15m";

    /// <summary>Their tokenizer: <c>bpe</c> (trained on both arms), <c>bytes</c>, or a tokenizer file of a mix.</summary>
    public string Tokenizer { get; init; } = "bpe";

    /// <summary>Where they are trained.</summary>
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    /// <summary>Folder of the proxies, the result and its page.</summary>
    public string Directory { get; init; } = "out/ablation";

    /// <summary>What is judged, in words.</summary>
    public string Question => Stage is not null ? $"stage {Stage}" : FormattableString.Invariant($"{Signal} {(AtMost ? "at most" : "at least")} {Threshold}");

    /// <exception cref="ConfigException">Options contradict or are out of range.</exception>
    public void Validate()
    {
        if (Stage is null == Signal is null) throw new ConfigException("what to judge: --stage NAME, or --signal NAME --threshold X; give one of the two");
        if (Signal is not null && (Threshold is null || !double.IsFinite(Threshold.Value))) throw new ConfigException($"--threshold: expected a number beside --signal {Signal}, found {(Threshold is null ? "nothing" : FormattableString.Invariant($"{Threshold}"))}");
        if (Signal is null && (Threshold is not null || AtMost)) throw new ConfigException("--threshold and --at-most belong to --signal; leave them out beside --stage");
        if (Seeds < 2) throw new ConfigException($"--seeds: expected at least 2, for the interval comes from their spread, found {Seeds}");
        if (Tokens is < 10_000) throw new ConfigException($"--tokens: expected at least 10000, found {Tokens}");
        if (ProxySize.All.All(s => s.Name != Size)) throw new ConfigException($"--size: unknown size '{Size}'; {Names.DidYouMean(Size, ProxySize.All.Select(s => s.Name))}");
    }
}
