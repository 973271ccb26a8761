using System.Globalization;

namespace Curation.Stages.Filters.Decontamination;

/// <summary>An item found in a text.</summary>
/// <param name="Passage">The item.</param>
/// <param name="FirstWord">First word of the text that belongs to it.</param>
/// <param name="LastWord">Word of the text behind the last.</param>
/// <param name="Matched">Words in common.</param>
/// <param name="Share">These as a share of the item's, at most 1.</param>
/// <param name="IsExact">Whether a run of n words decided.</param>
readonly record struct EvalMatch(EvalPassage Passage, int FirstWord, int LastWord, int Matched, double Share, bool IsExact)
{
    /// <summary>Item and place, for reports: <c>eval item start-end words share</c>.</summary>
    public string Describe(WordList words) => string.Create(CultureInfo.InvariantCulture,
        $"{Passage.Eval} {Passage.Item} at {words.Start(FirstWord)}-{words.End(LastWord - 1)}, {Matched} words, {(IsExact ? "exact" : "fuzzy")} {Share:0.00}");
}
