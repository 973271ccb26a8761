using Curation.Core.Contracts;

namespace Curation.Stages.Filters.Urls;

/// <summary>Options of <see cref="UrlFilter"/>. List files hold one entry a line, UTF-8, plain or gzip (<c>.gz</c>); empty lines and lines that begin with <c># </c> are skipped.</summary>
public sealed record UrlFilterOptions : IOptions
{
    /// <summary>Files of blocked domains: an entry blocks the registered domain it names (with all its hosts), or just the host if it names one below a registered domain.</summary>
    public string[] Domains { get; init; } = [];

    /// <summary>Files of blocked URLs, compared without scheme, leading <c>www.</c> and trailing slash.</summary>
    public string[] Urls { get; init; } = [];

    /// <summary>Files of words of which one in the URL is enough; the URL is split at everything that is not an ASCII letter or digit.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>Files of words of which <see cref="SoftWordThreshold"/> different ones must be in the URL.</summary>
    public string[] SoftWords { get; init; } = [];

    /// <summary>Files of strings looked for anywhere in the lower-case URL once everything but ASCII letters and digits is removed.</summary>
    public string[] SubWords { get; init; } = [];

    /// <summary>Number of different soft words that drop a document (RefinedWeb and datatrove: 2).</summary>
    public int SoftWordThreshold { get; init; } = 2;

    /// <summary>File of public suffixes in the format of publicsuffix.org; null uses the built-in table of common ones.</summary>
    public string? PublicSuffixes { get; init; }

    /// <summary>Whether a document without a URL is dropped; otherwise it passes.</summary>
    public bool DropWithoutUrl { get; init; }

    internal IEnumerable<string> Files => [.. Domains, .. Urls, .. Words, .. SoftWords, .. SubWords, .. PublicSuffixes is null ? [] : new[] { PublicSuffixes }];

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(SoftWordThreshold >= 1, nameof(SoftWordThreshold), SoftWordThreshold, "at least 1");
        foreach (var file in Files)
            if (!File.Exists(file)) errors.Add($"list file {file} does not exist");
    }
}
