using Curation.Stages.Kernels;

namespace Curation.Stages.Filters.GopherRepetition;

/// <summary>Counts lines or paragraphs that occur more than once, and their code points.</summary>
/// <param name="index">Where the pieces are numbered.</param>
/// <param name="all">Whether the first occurrence counts too.</param>
struct RepeatedPieces(SpanIndex index, bool all)
{
    /// <summary>Pieces, and those that are repeated.</summary>
    public int Count { get; private set; }

    /// <inheritdoc cref="Count"/>
    public int Repeated { get; private set; }

    /// <summary>Code points of all pieces, and of those that are repeated.</summary>
    public long Characters { get; private set; }

    /// <inheritdoc cref="Characters"/>
    public long RepeatedCharacters { get; private set; }

    /// <summary>Adds the piece at a place of the text.</summary>
    public void Add(ReadOnlySpan<char> text, int start, int length)
    {
        var codePoints = Text.Python.PythonText.Length(text.Slice(start, length));
        Count++;
        Characters += codePoints;
        var occurrence = index.CountOf(index.Add(text, start, length));
        if (occurrence == 1) return;
        var counted = occurrence == 2 && all ? 2 : 1;
        Repeated += counted;
        RepeatedCharacters += (long)counted * codePoints;
    }
}
