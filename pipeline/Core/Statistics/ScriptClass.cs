namespace Curation.Core.Statistics;

/// <summary>Classes of characters whose tokens per character differ.</summary>
enum ScriptClass : byte
{
    /// <summary>A to Z, either case.</summary>
    AsciiLetter,
    /// <summary>Letters of Latin beyond ASCII.</summary>
    LatinLetter,
    /// <summary>0 to 9.</summary>
    Digit,
    /// <summary>Spaces and line ends.</summary>
    Space,
    /// <summary>Other ASCII.</summary>
    Mark,
    /// <summary>Greek.</summary>
    Greek,
    /// <summary>Cyrillic.</summary>
    Cyrillic,
    /// <summary>Hebrew and Arabic.</summary>
    Semitic,
    /// <summary>Scripts of India.</summary>
    Indic,
    /// <summary>Thai.</summary>
    Thai,
    /// <summary>Lao, Burmese, Khmer, Tibetan.</summary>
    SoutheastAsian,
    /// <summary>Hiragana and Katakana.</summary>
    Kana,
    /// <summary>Ideographs.</summary>
    Han,
    /// <summary>Korean syllables.</summary>
    Hangul,
    /// <summary>Punctuation and symbols beyond ASCII.</summary>
    Symbol,
    /// <summary>Halves of surrogate pairs: emoji and rare scripts.</summary>
    Surrogate,
    /// <summary>Everything else.</summary>
    Other,
}
