using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Text.Languages;
using Curation.Stages.Text.Tokens;

namespace Curation.Stages.Filters.C4;

/// <summary>
/// The rules of C4 (Raffel et al., JMLR 21, section 2.2) as datatrove, dolma or DCLM read them: cuts lines out of the text and drops
/// documents that hold placeholder text, code or too few sentences. The dialects' differences stand with their rules.
/// </summary>
public sealed class C4Filter : IStage, IComponent<C4Filter, C4Options>
{
    static readonly Reason s_tooLong = new("c4.too-long", "The document has too many characters.");
    static readonly Reason s_badWord = new("c4.bad-word", "The document holds a word of the list of bad words.");
    static readonly Reason s_loremIpsum = new("c4.lorem-ipsum", "The document holds the placeholder text lorem ipsum.");
    static readonly Reason s_javaScript = new("c4.javascript", "The document speaks of JavaScript (dolma's flag; the other dialects cut the line out).");
    static readonly Reason s_curlyBracket = new("c4.curly-bracket", "The document holds an opening curly bracket, as code does.");
    static readonly Reason s_empty = new("c4.empty", "No line is left.");
    static readonly Reason s_tooFewSentences = new("c4.too-few-sentences", "Too few sentences are left.");

    readonly C4Limits _limits;
    readonly BadWordList _badWords;
    readonly TokenSource _tokens;

    internal C4Filter(C4Options options, TokenSource? tokens = null) =>
        (_limits, _badWords, _tokens) = (C4Limits.Of(options), BadWordList.Load(options.BadWords), tokens ?? SharedTokens.Of);

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("c4", 2, "Cuts out lines and drops documents by the rules of C4, as datatrove, dolma or DCLM read them.")
        {
            Reasons = [s_tooLong, s_badWord, s_loremIpsum, s_javaScript, s_curlyBracket, s_empty, s_tooFewSentences],
            Signals =
            [
                new("c4_characters", SignalKind.Count, "Code points of the text before the rules."),
                new("c4_lines", SignalKind.Count, "Lines of the text."),
                new("c4_lines_kept", SignalKind.Count, "Lines that stay."),
                new("c4_lines_long_word", SignalKind.Count, "Lines with a word that is too long."),
                new("c4_lines_no_punctuation", SignalKind.Count, "Lines that do not end in terminal punctuation."),
                new("c4_lines_few_words", SignalKind.Count, "Lines with too few words."),
                new("c4_lines_javascript", SignalKind.Count, "Lines that speak of JavaScript."),
                new("c4_lines_policy", SignalKind.Count, "Lines that speak of cookies, privacy policy or terms of use."),
                new("c4_lines_lorem_ipsum", SignalKind.Count, "Lines with lorem ipsum."),
                new("c4_lines_curly_bracket", SignalKind.Count, "Lines with an opening curly bracket."),
                new("c4_lines_bad_word", SignalKind.Count, "Lines with a bad word."),
                new("c4_sentences", SignalKind.Count, "Sentences of the lines that stay."),
                new("c4_no_table", SignalKind.Flag, "Whether there is no table for the language, so that line ends, words and sentences were not judged."),
            ],
        };

    /// <inheritdoc/>
    public static C4Filter Create(C4Options options, StageServices services) => new(options);

    /// <inheritdoc/>
    public static IEnumerable<string> Files(C4Options options) => options.BadWords is { } file ? [file] : [];

    /// <inheritdoc/>
    public Verdict Apply(Document document)
    {
        var language = document.Language;
        var limits = _limits;
        var hasTable = LanguageTable.Of(language) is not null;
        if (!hasTable) limits = limits with { TerminalPunctuation = false, MinWords = 0, MinSentences = 0 };
        else if (Scripts.IsUnspaced(language)) limits = limits with { MinWords = 0, MaxWordLength = int.MaxValue, Unspaced = true };
        var ends = LineEnds.Of(limits.Dialect, language);
        var m = limits.Dialect switch
        {
            C4Dialect.Datatrove => DatatroveRules.Apply(document.Text, limits, _badWords, ends, new(document.Text, language, _tokens(document.Text, language))),
            C4Dialect.Dolma or C4Dialect.DolmaV2 => DolmaRules.Apply(document.Text, limits, _badWords, ends, language),
            _ => DclmRules.Apply(document.Text, limits, _badWords, ends, language),
        };
        var measured = document with
        {
            Signals = document.Signals.With(
                new("c4_characters", m.Characters), new("c4_lines", m.Lines), new("c4_lines_kept", m.Kept),
                new("c4_lines_long_word", m.LongWord), new("c4_lines_no_punctuation", m.NoPunctuation), new("c4_lines_few_words", m.FewWords),
                new("c4_lines_javascript", m.JavaScript), new("c4_lines_policy", m.Policy), new("c4_lines_lorem_ipsum", m.LoremIpsum),
                new("c4_lines_curly_bracket", m.CurlyBracket), new("c4_lines_bad_word", m.BadWords), new("c4_sentences", m.Sentences),
                new("c4_no_table", hasTable ? 0 : 1)),
        };
        return m.First switch
        {
            C4Cause.TooLong => Verdict.Drop(measured, s_tooLong, "c4_characters", limits.MaxCharacters),
            C4Cause.BadWord => Verdict.Drop(measured, s_badWord, "c4_lines_bad_word", 0),
            C4Cause.LoremIpsum => Verdict.Drop(measured, s_loremIpsum, "c4_lines_lorem_ipsum", 0),
            C4Cause.JavaScript => Verdict.Drop(measured, s_javaScript, "c4_lines_javascript", 0),
            C4Cause.CurlyBracket => Verdict.Drop(measured, s_curlyBracket, "c4_lines_curly_bracket", 0),
            C4Cause.Empty => Verdict.Drop(measured, s_empty, "c4_lines_kept", 0),
            C4Cause.TooFewSentences => Verdict.Drop(measured, s_tooFewSentences, "c4_sentences", limits.MinSentences),
            _ => Verdict.Keep(measured with { Text = m.Text }),
        };
    }
}
