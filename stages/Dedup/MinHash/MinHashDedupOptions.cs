using System.Globalization;
using Curation.Core.Contracts;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>Options of <see cref="MinHashDedup"/>; the default shape is datatrove's.</summary>
public sealed record MinHashDedupOptions : DedupOptions
{
    /// <summary>How texts are cut and hashed.</summary>
    public MinHashDialect Dialect { get; init; } = MinHashDialect.Rolling32;

    /// <summary>Shingle, bands and rows of a published pipeline; the options below change single ones.</summary>
    public MinHashPreset Preset { get; init; } = MinHashPreset.Datatrove;

    /// <summary>What a shingle is made of; null takes the preset's.</summary>
    public ShingleUnit? Unit { get; init; }

    /// <summary>Words (or characters) in a shingle; null takes the preset's.</summary>
    public int? Shingle { get; init; }

    /// <summary>Number of bands; null takes the preset's.</summary>
    public int? Bands { get; init; }

    /// <summary>Minima in a band; null takes the preset's.</summary>
    public int? Rows { get; init; }

    /// <summary>UTF-16 units of a text that are looked at, from its beginning; 0 looks at all, null takes the preset's.</summary>
    public int? MaxCharacters { get; init; }

    /// <summary>Seed of the permutations; 1 in datatrove. Signatures of different seeds cannot be compared.</summary>
    public int PermutationSeed { get; init; } = 1;

    /// <summary>Whether the true Jaccard similarity is computed before a document is joined with a survivor; it goes only if it reaches <see cref="MinJaccard"/>.</summary>
    public bool Verify { get; init; }

    /// <summary>With <see cref="Verify"/>: smallest true Jaccard similarity of shingle sets between a document that goes and its survivor.</summary>
    public double MinJaccard { get; init; } = 0.5;

    /// <summary>The shape after the options that change single parts of the preset.</summary>
    internal MinHashShape Shape
    {
        get
        {
            var shape = MinHashShape.Of(Preset);
            return new(Unit ?? shape.Unit, Shingle ?? shape.Shingle, Bands ?? shape.Bands, Rows ?? shape.Rows, MaxCharacters ?? shape.MaxCharacters);
        }
    }

    internal override string IndexParameters => string.Create(CultureInfo.InvariantCulture,
        $"{Dialect} {Shape.Shingle} {Shape.Unit} {Shape.Bands}x{Shape.Rows} of {Shape.MaxCharacters} seed {PermutationSeed}");

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors)
    {
        base.Validate(errors);
        var shape = Shape;
        errors.Require(shape.Shingle is >= 1 and <= 1000, nameof(Shingle), shape.Shingle, "1 to 1000");
        errors.Require(shape.Bands is >= 1 and <= 1000, nameof(Bands), shape.Bands, "1 to 1000");
        errors.Require(shape.Rows is >= 1 and <= 1000, nameof(Rows), shape.Rows, "1 to 1000");
        errors.Require(shape.MaxCharacters >= 0, nameof(MaxCharacters), shape.MaxCharacters, "at least 0");
        errors.Require(MinJaccard is > 0 and <= 1, nameof(MinJaccard), MinJaccard, "above 0, to 1");
        errors.Require(PermutationSeed >= 0, nameof(PermutationSeed), PermutationSeed, "at least 0");
        errors.Require(Index is null || !Verify, nameof(Verify), "true", "false with index, which holds no texts to check against");
        errors.Require(Dialect == MinHashDialect.Rolling32 || shape.Unit == ShingleUnit.Words, nameof(Unit), "characters", "words with the dialects of datatrove; characters need dialect: rolling32");
    }
}
