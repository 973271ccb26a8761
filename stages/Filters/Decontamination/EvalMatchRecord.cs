using System.Globalization;
using System.Text.RegularExpressions;

namespace Curation.Stages.Filters.Decontamination;

/// <summary>An item that was found, as the detail of a document tells it.</summary>
/// <param name="Eval">Name of the evaluation.</param>
/// <param name="Item">Name or ordinal of the item.</param>
/// <param name="Start">Offset of its first character in the text, in UTF-16 units.</param>
/// <param name="End">Offset behind its last.</param>
/// <param name="Words">Words in common.</param>
/// <param name="IsExact">Whether a run of words decided.</param>
/// <param name="Share">Share of the question that was found.</param>
public sealed partial record EvalMatchRecord(string Eval, string Item, int Start, int End, int Words, bool IsExact, double Share)
{
    /// <summary>The items that a detail names, in order.</summary>
    public static IEnumerable<EvalMatchRecord> Parse(string detail) => detail.Split("; ").Select(d => Line().Match(d)).Where(m => m.Success).Select(m => new EvalMatchRecord(
        m.Groups[1].Value, m.Groups[2].Value, Number(m.Groups[3]), Number(m.Groups[4]), Number(m.Groups[5]), m.Groups[6].Value == "exact", double.Parse(m.Groups[7].Value, CultureInfo.InvariantCulture)));

    static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\S+) (.+) at (\d{1,9})-(\d{1,9}), (\d{1,9}) words, (exact|fuzzy) ([0-9.]{1,9})$")]
    private static partial Regex Line();
}
