namespace Curation.Stages.Text.Words;

/// <summary>Values of Unicode's property Word_Break as far as the rules need them, and the scripts of dictionaries.</summary>
enum WordBreakClass : byte
{
    /// <summary>Anything else: a mark.</summary>
    Other,

    /// <summary>Blanks, line ends and control characters.</summary>
    Blank,
    Letter,
    HebrewLetter,
    Digit,
    Katakana,

    /// <summary>U+005F and other connectors, which join letters, digits and katakana.</summary>
    Connector,

    /// <summary>Han and hiragana.</summary>
    Ideograph,

    /// <summary>Letters of scripts written without blanks: Thai, Lao, Khmer, Myanmar and their kin.</summary>
    Unspaced,

    /// <summary>Combining marks, format characters and the zero-width joiner, which stick to what stands before them.</summary>
    Extend,
    Joiner,
    Colon,

    /// <summary>Between letters only.</summary>
    MidLetter,

    /// <summary>Between digits only.</summary>
    MidDigit,

    /// <summary>Between letters and between digits.</summary>
    MidBoth,

    /// <summary>U+0027, the same, and behind a Hebrew letter.</summary>
    SingleQuote,

    /// <summary>U+0022, between Hebrew letters.</summary>
    DoubleQuote,

    /// <summary>First half of a code point beyond U+FFFF: its class takes the second half.</summary>
    Surrogate,

    /// <summary>Halves of flags, which go in pairs.</summary>
    RegionalIndicator,
}
