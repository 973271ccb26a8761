namespace Curation.Stages.Text.Tokens;

/// <summary>What is known of a token without looking at it again.</summary>
[Flags]
public enum TokenTraits : byte
{
    /// <summary>Nothing of the following.</summary>
    None = 0,

    /// <summary>Has a letter (Python's <c>isalpha</c>: general categories L*).</summary>
    Letter = 1,

    /// <summary>Has a character that is not in cc_net's list of punctuation and control characters, which datatrove uses.</summary>
    Word = 2,

    /// <summary>Is one character that ends sentences (Unicode's Sentence_Terminal).</summary>
    SentenceEnd = 4,

    /// <summary>Is punctuation throughout (general categories P*).</summary>
    Punctuation = 8,

    /// <summary>Follows a blank other than one space.</summary>
    BlankBefore = 16,
}

/// <summary>A token: a word, number, mark or other piece of a text.</summary>
/// <param name="Start">Offset in UTF-16 units.</param>
/// <param name="Length">Length in UTF-16 units.</param>
/// <param name="CodePoints">Length in code points.</param>
/// <param name="Traits">What is known of it.</param>
public readonly record struct Token(int Start, int Length, int CodePoints, TokenTraits Traits)
{
    /// <summary>Offset behind its last unit.</summary>
    public int End => Start + Length;

    /// <summary>Whether it has a trait.</summary>
    public bool Has(TokenTraits trait) => (Traits & trait) != 0;

    /// <summary>Its characters.</summary>
    /// <param name="text">The text that was segmented.</param>
    public ReadOnlySpan<char> Of(ReadOnlySpan<char> text) => text.Slice(Start, Length);
}
