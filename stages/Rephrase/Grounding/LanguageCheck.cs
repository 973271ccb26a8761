using Curation.Stages.Rephrase.Grounding.Facts;
using Curation.Stages.Text.Languages;

namespace Curation.Stages.Rephrase.Grounding;

/// <summary>An answer is in its source's language: of the same script, and not fuller of another language's function words.</summary>
static class LanguageCheck
{
    const int FewWords = 8;

    /// <summary>The failure, or null; a language without a table is judged by script alone.</summary>
    public static GroundingFailure? Check(FactText answer, FactText source, string? language)
    {
        var (own, theirs) = (Latin(answer.Text), Latin(source.Text));
        if (own.Letters >= 20 && theirs.Letters >= 20 && Math.Abs(own.Share - theirs.Share) > 0.6)
            return new(GroundingReasons.Language, answer.Text[..Math.Min(answer.Text.Length, 80)], "another script than the source's");
        if (language is null || LanguageTable.Of(language) is not { IsUnspaced: false } expected) return null;
        var words = answer.Tokens.Where(t => t is { Kind: FactTokenKind.Word, IsCode: false }).Select(t => answer.Of(t).ToString().ToLowerInvariant()).ToList();
        if (words.Count < FewWords) return null;
        var here = words.Count(w => expected.StopWord(w) >= 0);
        foreach (var other in LanguageTable.Languages)
        {
            if (other == language || LanguageTable.Of(other) is not { IsUnspaced: false } table) continue;
            var there = words.Count(w => table.StopWord(w) >= 0 && expected.StopWord(w) < 0 && w.Length > 1);
            if (there > 2 * here + 2 && there * 8 >= words.Count) return new(GroundingReasons.Language, answer.Text[..Math.Min(answer.Text.Length, 80)], $"reads as {other}, expected {language}");
        }
        return null;
    }

    static (int Letters, double Share) Latin(string text)
    {
        var (letters, latin) = (0, 0);
        foreach (var c in text)
        {
            if (!char.IsLetter(c)) continue;
            letters++;
            if (c < 0x250) latin++;
        }
        return (letters, letters == 0 ? 0 : latin / (double)letters);
    }
}
