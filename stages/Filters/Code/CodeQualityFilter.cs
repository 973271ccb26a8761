using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Stages.Filters.Code;

/// <summary>
/// StarCoder's rules for source files: long lines, too few letters, XML in disguise, HTML without visible text, JSON and YAML of odd
/// size, encoded data. The language is the metadata <c>code_language</c> that the reader <c>code</c> writes. Differs from
/// BigCode's scripts: lines are measured in UTF-16 units.
/// </summary>
public sealed class CodeQualityFilter(CodeQualityOptions options) : IStage, IComponent<CodeQualityFilter, CodeQualityOptions>
{
    static readonly Reason s_longLine = new("code-quality.long-line", "A line has too many characters.");
    static readonly Reason s_meanLine = new("code-quality.mean-line-length", "Lines have too many characters on average.");
    static readonly Reason s_letters = new("code-quality.few-letters", "Too few of the characters are letters.");
    static readonly Reason s_alphanumeric = new("code-quality.few-alphanumeric", "Too few of the characters are letters or digits.");
    static readonly Reason s_xml = new("code-quality.xml", "The file begins as XML does, whatever its name says.");
    static readonly Reason s_html = new("code-quality.html-text", "Too little of the HTML is visible text.");
    static readonly Reason s_data = new("code-quality.data-size", "The JSON or YAML file is shorter or longer than files that people write.");
    static readonly Reason s_encoded = new("code-quality.encoded-data", "The file holds much data in base 64, hexadecimal digits or escapes.");
    static readonly Reason s_comments = new("code-quality.comments", "The share of comments is too low or too high.");

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("code-quality", 1, "Drops source files by StarCoder's rules.")
    {
        Reasons = [s_longLine, s_meanLine, s_letters, s_alphanumeric, s_xml, s_html, s_data, s_encoded, s_comments],
        Signals =
        [
            new("code_quality_lines", SignalKind.Count, "Lines of the file."),
            new("code_quality_max_line", SignalKind.Count, "UTF-16 units of the longest line."),
            new("code_quality_mean_line", SignalKind.Number, "UTF-16 units of a line on average."),
            new("code_quality_alphabetic", SignalKind.Number, "Share of letters among characters that are not white space."),
            new("code_quality_alphanumeric", SignalKind.Number, "Share of letters and digits among all characters."),
            new("code_quality_encoded", SignalKind.Number, "Share of characters in runs of encoded data."),
            new("code_quality_max_encoded", SignalKind.Count, "Characters of the longest run of encoded data."),
            new("code_quality_visible", SignalKind.Number, "Share of visible text, of HTML only."),
            new("code_quality_comments", SignalKind.Number, "Share of characters in comments, of Python, Java and JavaScript only."),
        ],
    };

    /// <inheritdoc/>
    public static CodeQualityFilter Create(CodeQualityOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public Verdict Apply(Document document)
    {
        var language = document.Metadata.GetValueOrDefault("code_language") ?? "";
        var m = CodeMeasure.Of(document.Text, language);
        var measured = document with { Signals = document.Signals.With(m.Signals()) };
        if (CodeLanguages.IsProse(language)) return Verdict.Keep(measured);
        if (language is "JSON" or "YAML" && (document.Text.Length < options.MinDataCharacters || document.Text.Length > (options.MaxDataCharacters ?? int.MaxValue))) return Verdict.Drop(measured, s_data, detail: $"{document.Text.Length} characters");
        if (m.MaxLine > (options.MaxLineLength ?? int.MaxValue)) return Verdict.Drop(measured, s_longLine, "code_quality_max_line", options.MaxLineLength);
        if (m.MeanLine > (options.MaxMeanLineLength ?? double.MaxValue)) return Verdict.Drop(measured, s_meanLine, "code_quality_mean_line", options.MaxMeanLineLength);
        if (m.Alphabetic < options.MinAlphabetic && !CodeLanguages.IsMostlySigns(language)) return Verdict.Drop(measured, s_letters, "code_quality_alphabetic", options.MinAlphabetic);
        if (m.Alphanumeric < options.MinAlphanumeric && !CodeLanguages.IsMostlySigns(language)) return Verdict.Drop(measured, s_alphanumeric, "code_quality_alphanumeric", options.MinAlphanumeric);
        if (m.IsXml && !CodeLanguages.IsXml(language)) return Verdict.Drop(measured, s_xml);
        if (language == "HTML" && (m.Visible < options.MinVisibleText || m.VisibleCharacters < options.MinVisibleCharacters)) return Verdict.Drop(measured, s_html, "code_quality_visible", options.MinVisibleText);
        if (m.MaxEncoded > (options.MaxEncodedRun ?? int.MaxValue)) return Verdict.Drop(measured, s_encoded, "code_quality_max_encoded", options.MaxEncodedRun);
        if (m.Encoded > options.MaxEncodedShare) return Verdict.Drop(measured, s_encoded, "code_quality_encoded", options.MaxEncodedShare);
        if (m.Comments is { } comments && (comments < options.MinComments || comments > options.MaxComments)) return Verdict.Drop(measured, s_comments, "code_quality_comments", comments < options.MinComments ? options.MinComments : options.MaxComments);
        return Verdict.Keep(measured);
    }
}
