namespace Curation.Stages.Filters.C4;

/// <summary>What the rules found in a document, and the text that they leave.</summary>
struct C4Measure
{
    public int Characters, Lines, LongWord, NoPunctuation, FewWords, JavaScript, Policy, LoremIpsum, CurlyBracket, BadWords, Kept, Sentences;

    /// <summary>The first rule that drops the document as a whole, in the dialect's order.</summary>
    public C4Cause First;

    /// <summary>The lines that stay.</summary>
    public string Text;

    public void Hit(C4Cause cause)
    {
        if (First == C4Cause.None) First = cause;
    }
}

/// <summary>Why a document goes as a whole.</summary>
enum C4Cause
{
    None,
    TooLong,
    BadWord,
    LoremIpsum,
    JavaScript,
    CurlyBracket,
    Empty,
    TooFewSentences,
}
