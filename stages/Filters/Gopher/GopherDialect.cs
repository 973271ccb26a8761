namespace Curation.Stages.Filters.Gopher;

/// <summary>Whose reading of Gopher's rules (Rae et al. 2021, arXiv 2112.11446, appendix A.1) a filter follows.</summary>
public enum GopherDialect
{
    /// <summary>datatrove's <c>GopherQualityFilter</c> and <c>GopherRepetitionFilter</c>: words and marks of a tokenizer.</summary>
    Datatrove,

    /// <summary>dolma's tagger <c>gopher_v1</c>: words between blanks, lines at every line feed.</summary>
    Dolma,

    /// <summary>dolma's tagger <c>gopher_v2</c>: the same, lines at runs of line feeds.</summary>
    DolmaV2,

    /// <summary>DCLM's content filters: words between blanks, in the repetition rules words of UAX 29.</summary>
    Dclm,
}
