namespace Curation.Stages.Text.Words;

/// <summary>What a segment of a text is.</summary>
public enum WordKind : byte
{
    /// <summary>Begins with a letter, or with a syllable or character of a script written without blanks.</summary>
    Letters,

    /// <summary>Begins with a digit.</summary>
    Digits,

    /// <summary>A mark of punctuation, a symbol or an emoji: one code point with what modifies it.</summary>
    Mark,
}

/// <summary>A word or a mark of a text.</summary>
/// <param name="Start">Offset in UTF-16 units.</param>
/// <param name="Length">Length in UTF-16 units, at least 1.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct Word(int Start, int Length, WordKind Kind)
{
    /// <summary>Offset behind its last unit.</summary>
    public int End => Start + Length;

    /// <summary>Its characters.</summary>
    /// <param name="text">The text that was segmented.</param>
    public ReadOnlySpan<char> Of(ReadOnlySpan<char> text) => text.Slice(Start, Length);
}
