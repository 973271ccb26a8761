namespace Curation.Stages.Rephrase.Grounding.Facts;

/// <summary>What a fact is.</summary>
enum FactKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A day, month or year that belong together.</summary>
    Date,

    /// <summary>A run of capitalised words.</summary>
    Name,
}

/// <summary>A number, date or name of a text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="First">Its first token.</param>
/// <param name="Last">Its last token.</param>
/// <param name="Values">Values that it may have: numbers as plain digits, a date as <c>year-month-day</c> with 0 for what it does not say, a name's words.</param>
sealed record Fact(FactKind Kind, int First, int Last, IReadOnlyList<string> Values);
