using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Text.Languages;
using Curation.Stages.Text.Words;

namespace Curation.Stages.Filters.RefinedWeb;

/// <summary>
/// RefinedWeb's corrections of lines (arXiv 2306.01116, appendix G.2) as DCLM does them: cuts out lines of upper case, of digits,
/// counters and single words, and a few phrases; drops a document that loses too many of its words.
/// </summary>
public sealed class RefinedWebLinesFilter : IStage, IComponent<RefinedWebLinesFilter, RefinedWebLinesOptions>
{
    static readonly Reason s_empty = new("refinedweb-lines.empty", "No line is left.");
    static readonly Reason s_removed = new("refinedweb-lines.too-much-removed", "The rules remove too many of the document's words.");
    static readonly Reason s_longLine = new("refinedweb-lines.long-line", "A line is too long.");
    static readonly Reason s_longLines = new("refinedweb-lines.long-lines", "Lines are too long on average.");

    readonly RefinedWebLinesOptions _options;

    RefinedWebLinesFilter(RefinedWebLinesOptions options) => _options = options;

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("refinedweb-lines", 1, "Cuts out lines by RefinedWeb's rules and drops documents that lose too much.")
        {
            Reasons = [s_empty, s_longLine, s_longLines, s_removed],
            Signals =
            [
                new("refinedweb_lines_lines", SignalKind.Count, "Lines of the text, empty ones too."),
                new("refinedweb_lines_longest_line", SignalKind.Count, "Code points of the longest line."),
                new("refinedweb_lines_mean_line", SignalKind.Number, "Code points of a line that is not blank, on average."),
                new("refinedweb_lines_uppercase", SignalKind.Count, "Lines cut out as upper case."),
                new("refinedweb_lines_numeric", SignalKind.Count, "Lines cut out as digits."),
                new("refinedweb_lines_counter", SignalKind.Count, "Lines cut out as counters of likes, shares and the like."),
                new("refinedweb_lines_few_words", SignalKind.Count, "Lines cut out for too few words."),
                new("refinedweb_lines_phrases", SignalKind.Count, "Lines out of which a phrase was cut."),
                new("refinedweb_lines_words", SignalKind.Count, "Words before the rules that begin with a letter or digit."),
                new("refinedweb_lines_removed_ratio", SignalKind.Number, "Share of these words that the rules removed."),
                new("refinedweb_lines_no_table", SignalKind.Flag, "Whether words were not judged because the language is written without blanks or has no table."),
            ],
        };

    /// <inheritdoc/>
    public static RefinedWebLinesFilter Create(RefinedWebLinesOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public Verdict Apply(Document document)
    {
        var judgeWords = LanguageTable.Of(document.Language) is { IsUnspaced: false };
        var before = FastTextWords.Count(document.Text);
        var (longest, mean) = LineRules.Lengths(document.Text);
        var edit = new LineEdit(document.Text);
        edit.Run(_options, judgeWords);
        var text = edit.Result();
        var removed = before == 0 || ReferenceEquals(text, document.Text) ? 0 : (double)(before - FastTextWords.Count(text)) / before;
        var measured = document with
        {
            Signals = document.Signals.With(
                new("refinedweb_lines_lines", edit.Lines), new("refinedweb_lines_longest_line", longest),
                new("refinedweb_lines_mean_line", mean), new("refinedweb_lines_uppercase", edit.Uppercase),
                new("refinedweb_lines_numeric", edit.Numeric), new("refinedweb_lines_counter", edit.Counter),
                new("refinedweb_lines_few_words", edit.FewWords), new("refinedweb_lines_phrases", edit.Phrases),
                new("refinedweb_lines_words", before), new("refinedweb_lines_removed_ratio", removed),
                new("refinedweb_lines_no_table", judgeWords ? 0 : 1)),
        };
        if (text.Length == 0) return Verdict.Drop(measured, s_empty);
        if (longest > _options.MaxLineLength) return Verdict.Drop(measured, s_longLine, "refinedweb_lines_longest_line", _options.MaxLineLength);
        if (mean > _options.MaxMeanLineLength) return Verdict.Drop(measured, s_longLines, "refinedweb_lines_mean_line", _options.MaxMeanLineLength);
        return removed > _options.MaxRemovedRatio
            ? Verdict.Drop(measured, s_removed, "refinedweb_lines_removed_ratio", _options.MaxRemovedRatio)
            : Verdict.Keep(measured with { Text = text });
    }
}
