using Curation.Core.Contracts;
using Curation.Stages.Filters.Gopher;

namespace Curation.Stages.Filters.GopherRepetition;

/// <summary>Options of <see cref="GopherRepetitionFilter"/>; the defaults are Gopher's (arXiv 2112.11446, table A1), in which all dialects agree. 1 switches a rule off.</summary>
public sealed record GopherRepetitionOptions : IOptions
{
    /// <summary>Whose reading of the rules.</summary>
    public GopherDialect Dialect { get; init; } = GopherDialect.Datatrove;

    /// <summary>Largest share of paragraphs that are repeated; dolma's dialects do not look at paragraphs.</summary>
    public double MaxDuplicateParagraphs { get; init; } = 0.30;

    /// <summary>Largest share of characters in repeated paragraphs.</summary>
    public double MaxDuplicateParagraphCharacters { get; init; } = 0.20;

    /// <summary>Largest share of lines that are repeated.</summary>
    public double MaxDuplicateLines { get; init; } = 0.30;

    /// <summary>Largest share of characters in repeated lines.</summary>
    public double MaxDuplicateLineCharacters { get; init; } = 0.20;

    /// <summary>Largest share of characters in the commonest pair of words.</summary>
    public double MaxTop2Gram { get; init; } = 0.20;

    /// <summary>Largest share of characters in the commonest three words in a row.</summary>
    public double MaxTop3Gram { get; init; } = 0.18;

    /// <summary>Largest share of characters in the commonest four words in a row.</summary>
    public double MaxTop4Gram { get; init; } = 0.16;

    /// <summary>Largest share of characters in repeated five words in a row.</summary>
    public double MaxDuplicate5Grams { get; init; } = 0.15;

    /// <summary>Largest share of characters in repeated six words in a row.</summary>
    public double MaxDuplicate6Grams { get; init; } = 0.14;

    /// <summary>Largest share of characters in repeated seven words in a row.</summary>
    public double MaxDuplicate7Grams { get; init; } = 0.13;

    /// <summary>Largest share of characters in repeated eight words in a row.</summary>
    public double MaxDuplicate8Grams { get; init; } = 0.12;

    /// <summary>Largest share of characters in repeated nine words in a row.</summary>
    public double MaxDuplicate9Grams { get; init; } = 0.11;

    /// <summary>Largest share of characters in repeated ten words in a row.</summary>
    public double MaxDuplicate10Grams { get; init; } = 0.10;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        Share(MaxDuplicateParagraphs, nameof(MaxDuplicateParagraphs));
        Share(MaxDuplicateParagraphCharacters, nameof(MaxDuplicateParagraphCharacters));
        Share(MaxDuplicateLines, nameof(MaxDuplicateLines));
        Share(MaxDuplicateLineCharacters, nameof(MaxDuplicateLineCharacters));
        Share(MaxTop2Gram, nameof(MaxTop2Gram));
        Share(MaxTop3Gram, nameof(MaxTop3Gram));
        Share(MaxTop4Gram, nameof(MaxTop4Gram));
        Share(MaxDuplicate5Grams, nameof(MaxDuplicate5Grams));
        Share(MaxDuplicate6Grams, nameof(MaxDuplicate6Grams));
        Share(MaxDuplicate7Grams, nameof(MaxDuplicate7Grams));
        Share(MaxDuplicate8Grams, nameof(MaxDuplicate8Grams));
        Share(MaxDuplicate9Grams, nameof(MaxDuplicate9Grams));
        Share(MaxDuplicate10Grams, nameof(MaxDuplicate10Grams));

        void Share(double value, string name) => errors.Require(value is >= 0 and <= 1, name, value, "0 to 1");
    }

    /// <summary>The limit on n-grams of a length from 2 to 10.</summary>
    internal double MaxNGram(int n) => n switch
    {
        2 => MaxTop2Gram,
        3 => MaxTop3Gram,
        4 => MaxTop4Gram,
        5 => MaxDuplicate5Grams,
        6 => MaxDuplicate6Grams,
        7 => MaxDuplicate7Grams,
        8 => MaxDuplicate8Grams,
        9 => MaxDuplicate9Grams,
        _ => MaxDuplicate10Grams,
    };
}
