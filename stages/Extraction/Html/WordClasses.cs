namespace Curation.Stages.Extraction.Html;

/// <summary>What words of labels belong to, rather than to content.</summary>
[Flags]
enum WordClasses : byte
{
    None = 0,

    /// <summary>Cookies, privacy, terms, rights.</summary>
    Legal = 1,

    /// <summary>What one may do with the page: log in, search, filter, buy.</summary>
    Action = 2,

    /// <summary>Social networks.</summary>
    Social = 4,

    /// <summary>Entries of a site's menu.</summary>
    Site = 8,

    /// <summary>What else there is to read.</summary>
    Related = 16,
}
