using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Stages.FastText;
using Curation.Stages.FastText.Training;

namespace Curation.Cli.Classifiers;

/// <summary>A known recipe of a quality classifier.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Meaning">What it is.</param>
/// <param name="Dialect">How texts become lines.</param>
/// <param name="Positive">Label of good examples.</param>
/// <param name="Negative">Label of the others.</param>
/// <param name="Options">Settings of the training.</param>
sealed record ClassifierPreset(string Name, string Meaning, FastTextDialect Dialect, string Positive, string Negative, TrainingOptions Options)
{
    /// <summary>Member with a number from 0 to 5 that examples are labelled by, where the recipe has one.</summary>
    public string? ScoreMember { get; init; }

    /// <summary>Least number of a good example.</summary>
    public double MinScore { get; init; }

    public static ClassifierPreset Default { get; } = new("default", "fastText's defaults with bigrams.", FastTextDialect.Spaces, "__label__hq", "__label__other", new() { WordNgrams = 2 });

    public static IReadOnlyList<ClassifierPreset> All { get; } =
    [
        Default,
        new("dclm", "DCLM (Li et al. 2024): instruction-like texts against crawled ones, bigrams, its normalisation.", FastTextDialect.Dclm, "__label__hq", "__label__cc", new() { WordNgrams = 2 }),
        new("fineweb-edu", "FineWeb-Edu (Penedo et al. 2024): texts that a language model gave 0 to 5 points, good ones from 2.5 on (3 when rounded).",
            FastTextDialect.Spaces, "__label__edu", "__label__other", new() { WordNgrams = 2 }) { ScoreMember = "score", MinScore = 2.5 },
    ];

    public static ClassifierPreset Find(string name) => All.FirstOrDefault(p => p.Name == name)
        ?? throw new ConfigException($"unknown preset '{name}'; {Names.DidYouMean(name, All.Select(p => p.Name))}");
}
