using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Filters.Gopher;
using Curation.Stages.Text.Tokens;

namespace Curation.Stages.Filters.GopherRepetition;

/// <summary>
/// Gopher's repetition rules (Rae et al. 2021, arXiv 2112.11446, appendix A.1.2 and table A1) as datatrove, dolma or DCLM read them:
/// repeated paragraphs, lines and n-grams of words. The dialects' differences stand with their measures.
/// </summary>
public sealed class GopherRepetitionFilter : IStage, IComponent<GopherRepetitionFilter, GopherRepetitionOptions>
{
    static readonly Reason s_empty = new("gopher-repetition.empty", "The text is empty.");
    static readonly Reason s_paragraphs = new("gopher-repetition.duplicate-paragraphs", "Too many paragraphs are repeated.");
    static readonly Reason s_paragraphCharacters = new("gopher-repetition.duplicate-paragraph-characters", "Too much of the text stands in repeated paragraphs.");
    static readonly Reason s_lines = new("gopher-repetition.duplicate-lines", "Too many lines are repeated.");
    static readonly Reason s_lineCharacters = new("gopher-repetition.duplicate-line-characters", "Too much of the text stands in repeated lines.");
    static readonly Reason?[] s_nGrams =
    [
        null, null,
        .. Enumerable.Range(2, 3).Select(n => new Reason($"gopher-repetition.top-{n}-gram", $"Too much of the text is the commonest {n} words in a row.")),
        .. Enumerable.Range(5, 6).Select(n => new Reason($"gopher-repetition.duplicate-{n}-grams", $"Too much of the text is repeated {n} words in a row.")),
    ];

    static readonly string?[] s_nGramSignals =
    [
        null, null,
        .. Enumerable.Range(2, 3).Select(n => $"gopher_repetition_top_{n}_gram"),
        .. Enumerable.Range(5, 6).Select(n => $"gopher_repetition_duplicate_{n}_grams"),
    ];

    readonly GopherRepetitionOptions _options;
    readonly TokenSource _tokens;

    internal GopherRepetitionFilter(GopherRepetitionOptions options, TokenSource? tokens = null) => (_options, _tokens) = (options, tokens ?? SharedTokens.Of);

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("gopher-repetition", 1, "Gopher's rules on repeated paragraphs, lines and n-grams, as datatrove, dolma or DCLM read them.")
        {
            Reasons = [s_empty, s_paragraphs, s_paragraphCharacters, s_lines, s_lineCharacters, .. s_nGrams.OfType<Reason>()],
            Signals =
            [
                new("gopher_repetition_duplicate_paragraphs", SignalKind.Number, "Share of paragraphs that are repeated."),
                new("gopher_repetition_duplicate_paragraph_characters", SignalKind.Number, "Share of characters in repeated paragraphs."),
                new("gopher_repetition_duplicate_lines", SignalKind.Number, "Share of lines that are repeated."),
                new("gopher_repetition_duplicate_line_characters", SignalKind.Number, "Share of characters in repeated lines."),
                .. Enumerable.Range(2, 3).Select(n => new SignalDefinition(s_nGramSignals[n]!, SignalKind.Number, $"Share of characters in the commonest {n} words in a row.")),
                .. Enumerable.Range(5, 6).Select(n => new SignalDefinition(s_nGramSignals[n]!, SignalKind.Number, $"Share of characters in repeated {n} words in a row.")),
            ],
        };

    /// <inheritdoc/>
    public static GopherRepetitionFilter Create(GopherRepetitionOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public Verdict Apply(Document document)
    {
        var m = Measure(document.Text, document.Language);
        Span<Signal> signals =
        [
            new("gopher_repetition_duplicate_paragraphs", m.Paragraphs),
            new("gopher_repetition_duplicate_paragraph_characters", m.ParagraphCharacters),
            new("gopher_repetition_duplicate_lines", m.Lines),
            new("gopher_repetition_duplicate_line_characters", m.LineCharacters),
            default, default, default, default, default, default, default, default, default,
        ];
        for (var n = 2; n <= 10; n++) signals[n + 2] = new(s_nGramSignals[n]!, m.NGrams[n]);
        return Judge(document with { Signals = document.Signals.With(signals) }, m);
    }

    RepetitionMeasure Measure(string text, string? language) => _options.Dialect switch
    {
        GopherDialect.Datatrove => DatatroveRepetition.Of(text, _tokens(text, language)),
        GopherDialect.Dclm => DclmRepetition.Of(text, SharedTokens.Bare(text, language)),
        var dolma => DolmaRepetition.Of(text, SharedTokens.Split(text, language), runs: dolma == GopherDialect.DolmaV2),
    };

    Verdict Judge(Document document, in RepetitionMeasure m)
    {
        var o = _options;
        if (m.Empty) return Verdict.Drop(document, s_empty);
        // DCLM asks for the numbers of lines and paragraphs first, datatrove for all of paragraphs.
        var byCount = o.Dialect == GopherDialect.Dclm;
        if (byCount && m.Lines > o.MaxDuplicateLines) return Verdict.Drop(document, s_lines, "gopher_repetition_duplicate_lines", o.MaxDuplicateLines);
        if (m.Paragraphs > o.MaxDuplicateParagraphs)
            return Verdict.Drop(document, s_paragraphs, "gopher_repetition_duplicate_paragraphs", o.MaxDuplicateParagraphs);
        if (!byCount && m.ParagraphCharacters > o.MaxDuplicateParagraphCharacters) return ParagraphCharacters();
        if (m.Lines > o.MaxDuplicateLines) return Verdict.Drop(document, s_lines, "gopher_repetition_duplicate_lines", o.MaxDuplicateLines);
        if (m.LineCharacters > o.MaxDuplicateLineCharacters)
            return Verdict.Drop(document, s_lineCharacters, "gopher_repetition_duplicate_line_characters", o.MaxDuplicateLineCharacters);
        if (byCount && m.ParagraphCharacters > o.MaxDuplicateParagraphCharacters) return ParagraphCharacters();
        for (var n = 2; n <= 10; n++)
            if (m.NGrams[n] > o.MaxNGram(n)) return Verdict.Drop(document, s_nGrams[n]!, s_nGramSignals[n], o.MaxNGram(n));
        return Verdict.Keep(document);

        Verdict ParagraphCharacters() => Verdict.Drop(
            document, s_paragraphCharacters, "gopher_repetition_duplicate_paragraph_characters", o.MaxDuplicateParagraphCharacters);
    }
}
