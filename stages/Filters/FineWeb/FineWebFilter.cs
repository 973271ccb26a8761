using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Text.Tokens;

namespace Curation.Stages.Filters.FineWeb;

/// <summary>
/// FineWeb's own rules (arXiv 2406.17557, section 3.6; datatrove's <c>FineWebQualityFilter</c>): too few lines end in punctuation,
/// too many lines are short or repeated, or the text is a list.
/// </summary>
public sealed class FineWebFilter : IStage, IComponent<FineWebFilter, FineWebOptions>
{
    static readonly Reason s_empty = new("fineweb-quality.empty", "The text has no line.");
    static readonly Reason s_punctuation = new("fineweb-quality.line-punctuation", "Too few lines end in terminal punctuation.");
    static readonly Reason s_short = new("fineweb-quality.short-lines", "Too many lines are short.");
    static readonly Reason s_duplicate = new("fineweb-quality.duplicate-characters", "Too much of the text stands in repeated lines.");
    static readonly Reason s_list = new("fineweb-quality.list", "Too many line ends per word, as in lists.");

    readonly FineWebOptions _options;
    readonly TokenSource _tokens;

    internal FineWebFilter(FineWebOptions options, TokenSource? tokens = null) => (_options, _tokens) = (options, tokens ?? SharedTokens.Of);

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("fineweb-quality", 2, "FineWeb's rules on line endings, short lines, repeated lines and lists.")
        {
            Reasons = [s_empty, s_punctuation, s_short, s_duplicate, s_list],
            Signals =
            [
                new("fineweb_quality_lines", SignalKind.Count, "Lines that are not blank."),
                new("fineweb_quality_line_punctuation_ratio", SignalKind.Number, "Share of lines that end in terminal punctuation of any script."),
                new("fineweb_quality_short_line_ratio", SignalKind.Number, "Share of short lines."),
                new("fineweb_quality_duplicate_character_ratio", SignalKind.Number, "Share of characters in second and later occurrences of lines."),
                new("fineweb_quality_words", SignalKind.Count, "Words, marks of punctuation included."),
                new("fineweb_quality_new_line_ratio", SignalKind.Number, "Line ends per word."),
            ],
        };

    /// <inheritdoc/>
    public static FineWebFilter Create(FineWebOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public Verdict Apply(Document document)
    {
        var m = FineWebMeasure.Of(document.Text, _options.ShortLineLength);
        var words = _tokens(document.Text, document.Language).Length;
        var punctuation = Ratio(m.PunctuatedLines, m.Lines);
        var shortLines = Ratio(m.ShortLines, m.Lines);
        var duplicate = Ratio(m.DuplicateCharacters, m.Characters);
        var newLines = Ratio(m.NewLines, words);
        var measured = document with
        {
            Signals = document.Signals.With(
                new("fineweb_quality_lines", m.Lines),
                new("fineweb_quality_line_punctuation_ratio", punctuation),
                new("fineweb_quality_short_line_ratio", shortLines),
                new("fineweb_quality_duplicate_character_ratio", duplicate),
                new("fineweb_quality_words", words),
                new("fineweb_quality_new_line_ratio", newLines)),
        };
        if (m.Lines == 0) return Verdict.Drop(measured, s_empty, "fineweb_quality_lines", 1);
        if (punctuation < _options.MinLinePunctuationRatio && !(punctuation == 0 && _options.ExcludeZeroPunctuation))
            return Verdict.Drop(measured, s_punctuation, "fineweb_quality_line_punctuation_ratio", _options.MinLinePunctuationRatio);
        if (shortLines > _options.MaxShortLineRatio)
            return Verdict.Drop(measured, s_short, "fineweb_quality_short_line_ratio", _options.MaxShortLineRatio);
        if (duplicate > _options.MaxDuplicateCharacterRatio)
            return Verdict.Drop(measured, s_duplicate, "fineweb_quality_duplicate_character_ratio", _options.MaxDuplicateCharacterRatio);
        return newLines > _options.MaxNewLineRatio
            ? Verdict.Drop(measured, s_list, "fineweb_quality_new_line_ratio", _options.MaxNewLineRatio)
            : Verdict.Keep(measured);
    }

    static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
