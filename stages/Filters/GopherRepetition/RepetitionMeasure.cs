using System.Runtime.CompilerServices;

namespace Curation.Stages.Filters.GopherRepetition;

/// <summary>What a dialect measures of a document: shares of paragraphs, lines and characters.</summary>
struct RepetitionMeasure
{
    /// <summary>Whether there is nothing to measure.</summary>
    public bool Empty;

    public double Paragraphs, ParagraphCharacters, Lines, LineCharacters;

    /// <summary>Shares by n-gram length: 2 to 4 of the commonest n-gram, 5 to 10 of all that are repeated.</summary>
    public NGramShares NGrams;
}

/// <summary>A number per n-gram length; the first two are not used.</summary>
[InlineArray(11)]
struct NGramShares
{
    double _first;
}
