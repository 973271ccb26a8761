namespace Curation.Stages.Rephrase.Grounding.Facts;

/// <summary>What a token of a text is.</summary>
enum FactTokenKind
{
    /// <summary>Letters, or one ideograph.</summary>
    Word,

    /// <summary>Digits with what parts them.</summary>
    Number,

    /// <summary>A web address.</summary>
    Url,
}

/// <summary>A word, number or address of a text.</summary>
/// <param name="Start">Offset in UTF-16 units.</param>
/// <param name="Length">Length in UTF-16 units.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Lower case, without accents; a number without what parts its digits.</param>
/// <param name="Stem">The key without common endings.</param>
/// <param name="Sentence">Ordinal of its sentence.</param>
/// <param name="IsFirst">Whether it begins a sentence, a quotation or an item.</param>
/// <param name="IsCapital">Whether it begins with a capital letter.</param>
/// <param name="IsCode">Whether it stands in code.</param>
sealed record FactToken(int Start, int Length, FactTokenKind Kind, string Key, string Stem, int Sentence, bool IsFirst, bool IsCapital, bool IsCode)
{
    /// <summary>Whether it is a function word, which says nothing of what a text is about.</summary>
    public bool IsFunction { get; } = Kind == FactTokenKind.Word && FunctionWords.Contains(Key);
}
