using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Filters.Gopher;
using Curation.Stages.Text.Languages;
using Curation.Stages.Text.Tokens;

namespace Curation.Stages.Filters.GopherQuality;

/// <summary>
/// Gopher's quality rules (Rae et al. 2021, arXiv 2112.11446, appendix A.1.1) as datatrove, dolma or DCLM read them: number and length of words,
/// symbols, bullets, ellipses, words without letters, stop words. The dialects' differences stand with their measures.
/// </summary>
public sealed class GopherQualityFilter : IStage, IComponent<GopherQualityFilter, GopherQualityOptions>
{
    static readonly Reason s_tooFewWords = new("gopher-quality.too-few-words", "The document has too few words.");
    static readonly Reason s_tooManyWords = new("gopher-quality.too-many-words", "The document has too many words.");
    static readonly Reason s_shortWords = new("gopher-quality.short-words", "Words are too short on average.");
    static readonly Reason s_longWords = new("gopher-quality.long-words", "Words are too long on average.");
    static readonly Reason s_hashes = new("gopher-quality.too-many-hashes", "Too many hash signs per word.");
    static readonly Reason s_ellipses = new("gopher-quality.too-many-ellipses", "Too many ellipses per word.");
    static readonly Reason s_symbols = new("gopher-quality.too-many-symbols", "Too many hash signs and ellipses per word.");
    static readonly Reason s_bullets = new("gopher-quality.too-many-bullets", "Too many lines begin with a bullet.");
    static readonly Reason s_ellipsisLines = new("gopher-quality.too-many-ellipsis-lines", "Too many lines end with an ellipsis.");
    static readonly Reason s_alphabetic = new("gopher-quality.too-few-alphabetic-words", "Too few words have a letter.");
    static readonly Reason s_stopWords = new("gopher-quality.too-few-stop-words", "Too few stop words of the document's language.");

    readonly GopherQualityOptions _options;
    readonly TokenSource _tokens;

    internal GopherQualityFilter(GopherQualityOptions options, TokenSource? tokens = null) => (_options, _tokens) = (options, tokens ?? SharedTokens.Of);

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("gopher-quality", 1, "Gopher's rules on words, symbols, bullets, ellipses and stop words, as datatrove, dolma or DCLM read them.")
        {
            Reasons = [s_tooFewWords, s_tooManyWords, s_shortWords, s_longWords, s_hashes, s_ellipses, s_symbols, s_bullets, s_ellipsisLines, s_alphabetic, s_stopWords],
            Signals =
            [
                new("gopher_quality_words", SignalKind.Count, "Words."),
                new("gopher_quality_word_length", SignalKind.Number, "Code points of a word: the mean, in dolma's dialects the median."),
                new("gopher_quality_hash_ratio", SignalKind.Number, "Hash signs per word."),
                new("gopher_quality_ellipsis_ratio", SignalKind.Number, "Ellipses per word."),
                new("gopher_quality_symbol_ratio", SignalKind.Number, "Hash signs and ellipses per word; in datatrove's dialect the larger of the two."),
                new("gopher_quality_bullet_line_ratio", SignalKind.Number, "Share of lines that begin with a bullet."),
                new("gopher_quality_ellipsis_line_ratio", SignalKind.Number, "Share of lines that end with an ellipsis."),
                new("gopher_quality_alphabetic_ratio", SignalKind.Number, "Share of words that have a letter."),
                new("gopher_quality_stop_words", SignalKind.Count, "Stop words: different ones in datatrove's dialect, occurrences in the others."),
                new("gopher_quality_no_table", SignalKind.Flag, "Whether there is no table for the language, so that stop words (and in languages without blanks word lengths) were not judged."),
            ],
        };

    /// <inheritdoc/>
    public static GopherQualityFilter Create(GopherQualityOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public Verdict Apply(Document document)
    {
        var table = LanguageTable.Of(document.Language);
        var m = Measure(document, table);
        var measured = document with
        {
            Signals = document.Signals.With(
                new("gopher_quality_words", m.Words), new("gopher_quality_word_length", m.WordLength), new("gopher_quality_hash_ratio", m.HashRatio),
                new("gopher_quality_ellipsis_ratio", m.EllipsisRatio), new("gopher_quality_symbol_ratio", m.SymbolRatio),
                new("gopher_quality_bullet_line_ratio", m.BulletLineRatio), new("gopher_quality_ellipsis_line_ratio", m.EllipsisLineRatio),
                new("gopher_quality_alphabetic_ratio", m.AlphabeticRatio), new("gopher_quality_stop_words", m.StopWords),
                new("gopher_quality_no_table", table is null ? 1 : 0)),
        };
        return Judge(measured, m, table);
    }

    GopherQualityMeasure Measure(Document document, LanguageTable? table)
    {
        var (text, language) = (document.Text, document.Language);
        var unique = _options.UniqueStopWords ?? (_options.Dialect == GopherDialect.Datatrove);
        return _options.Dialect switch
        {
            GopherDialect.Datatrove => DatatroveQuality.Of(text, _tokens(text, language), table, unique),
            GopherDialect.Dclm => DclmQuality.Of(text, SharedTokens.Split(text, language), table, unique),
            var dolma => DolmaQuality.Of(text, SharedTokens.Split(text, language), table, unique, runs: dolma == GopherDialect.DolmaV2),
        };
    }

    Verdict Judge(Document document, in GopherQualityMeasure m, LanguageTable? table)
    {
        var o = _options;
        if (m.Words < o.MinWords) return Verdict.Drop(document, s_tooFewWords, "gopher_quality_words", o.MinWords);
        if (m.Words > o.MaxWords) return Verdict.Drop(document, s_tooManyWords, "gopher_quality_words", o.MaxWords);
        if (!Scripts.IsUnspaced(document.Language))
        {
            if (m.WordLength < o.MinWordLength) return Verdict.Drop(document, s_shortWords, "gopher_quality_word_length", o.MinWordLength);
            if (m.WordLength > o.MaxWordLength) return Verdict.Drop(document, s_longWords, "gopher_quality_word_length", o.MaxWordLength);
        }
        if (o.Dialect == GopherDialect.Datatrove)
        {
            if (m.HashRatio > o.MaxSymbolRatio) return Verdict.Drop(document, s_hashes, "gopher_quality_hash_ratio", o.MaxSymbolRatio);
            if (m.EllipsisRatio > o.MaxSymbolRatio) return Verdict.Drop(document, s_ellipses, "gopher_quality_ellipsis_ratio", o.MaxSymbolRatio);
        }
        else if (m.SymbolRatio > o.MaxSymbolRatio)
        {
            return Verdict.Drop(document, s_symbols, "gopher_quality_symbol_ratio", o.MaxSymbolRatio);
        }
        if (m.BulletLineRatio > o.MaxBulletLineRatio) return Verdict.Drop(document, s_bullets, "gopher_quality_bullet_line_ratio", o.MaxBulletLineRatio);
        if (m.EllipsisLineRatio > o.MaxEllipsisLineRatio) return Verdict.Drop(document, s_ellipsisLines, "gopher_quality_ellipsis_line_ratio", o.MaxEllipsisLineRatio);
        if (m.AlphabeticRatio < o.MinAlphabeticRatio) return Verdict.Drop(document, s_alphabetic, "gopher_quality_alphabetic_ratio", o.MinAlphabeticRatio);
        return table is not null && m.StopWords < o.MinStopWords
            ? Verdict.Drop(document, s_stopWords, "gopher_quality_stop_words", o.MinStopWords)
            : Verdict.Keep(document);
    }
}
