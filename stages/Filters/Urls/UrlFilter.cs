using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Stages.Filters.Urls;

/// <summary>
/// Drops documents by their URL: blocked domains, hosts, URLs, words, soft words and sub-words, in datatrove's order
/// (<c>filters/url_filter.py</c>; RefinedWeb, arXiv 2306.01116, appendix G.1). Works before extraction.
/// Unlike datatrove's, URLs are compared without scheme, <c>www.</c> and trailing slash.
/// </summary>
public sealed class UrlFilter : IStage, IComponent<UrlFilter, UrlFilterOptions>
{
    static readonly Reason s_domain = new("url-filter.domain", "The URL's registered domain is on a block list.");
    static readonly Reason s_host = new("url-filter.host", "The URL's host is on a block list.");
    static readonly Reason s_url = new("url-filter.url", "The URL is on a block list.");
    static readonly Reason s_word = new("url-filter.word", "The URL holds a banned word.");
    static readonly Reason s_softWords = new("url-filter.soft-words", "The URL holds too many different soft-banned words.");
    static readonly Reason s_subWord = new("url-filter.sub-word", "The URL, reduced to letters and digits, holds a banned string.");
    static readonly Reason s_noUrl = new("url-filter.no-url", "The document has no URL, and the run asks for one.");

    readonly UrlFilterOptions _options;
    readonly UrlLists _lists;

    UrlFilter(UrlFilterOptions options, UrlLists lists) => (_options, _lists) = (options, lists);

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("url-filter", 1, "Drops documents whose URL is on a block list or holds banned words.")
        {
            Reasons = [s_domain, s_host, s_url, s_word, s_softWords, s_subWord, s_noUrl],
            Signals =
            [
                new("url_filter_domain", SignalKind.Flag, "Whether the registered domain is blocked."),
                new("url_filter_host", SignalKind.Flag, "Whether the host is blocked."),
                new("url_filter_url", SignalKind.Flag, "Whether the URL is blocked."),
                new("url_filter_words", SignalKind.Count, "Different banned words in the URL."),
                new("url_filter_soft_words", SignalKind.Count, "Different soft-banned words in the URL."),
                new("url_filter_sub_word", SignalKind.Flag, "Whether a banned string is in the URL's letters and digits."),
            ],
        };

    /// <inheritdoc/>
    public static UrlFilter Create(UrlFilterOptions options, StageServices services) => new(options, UrlLists.Load(options));

    /// <inheritdoc/>
    public static IEnumerable<string> Files(UrlFilterOptions options) => options.Files;

    /// <inheritdoc/>
    public Verdict Apply(Document document)
    {
        if (string.IsNullOrEmpty(document.Url))
            return _options.DropWithoutUrl ? Verdict.Drop(document, s_noUrl) : Verdict.Keep(document);
        var found = _lists.Match(document.Url);
        var measured = document with
        {
            Signals = document.Signals.With(
                new("url_filter_domain", found.Domain ? 1 : 0),
                new("url_filter_host", found.Host ? 1 : 0),
                new("url_filter_url", found.Url ? 1 : 0),
                new("url_filter_words", found.Words),
                new("url_filter_soft_words", found.SoftWords),
                new("url_filter_sub_word", found.SubWord ? 1 : 0)),
        };
        if (found.Domain) return Verdict.Drop(measured, s_domain, "url_filter_domain", 1);
        if (found.Host) return Verdict.Drop(measured, s_host, "url_filter_host", 1);
        if (found.Url) return Verdict.Drop(measured, s_url, "url_filter_url", 1);
        if (found.Words > 0) return Verdict.Drop(measured, s_word, "url_filter_words", 1);
        if (found.SoftWords >= _options.SoftWordThreshold)
            return Verdict.Drop(measured, s_softWords, "url_filter_soft_words", _options.SoftWordThreshold);
        return found.SubWord ? Verdict.Drop(measured, s_subWord, "url_filter_sub_word", 1) : Verdict.Keep(measured);
    }
}
