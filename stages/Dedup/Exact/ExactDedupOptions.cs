namespace Curation.Stages.Dedup.Exact;

/// <summary>Options of <see cref="ExactDedup"/>.</summary>
public sealed record ExactDedupOptions : DedupOptions
{
    /// <summary>What makes documents equal: <c>text</c> or <c>url</c>.</summary>
    public ExactDedupKey By { get; init; } = ExactDedupKey.Text;

    /// <summary>For texts: whether case, diacritics, punctuation, blanks and the values of digits are left out of the comparison.</summary>
    public bool Normalise { get; init; } = true;

    internal override string IndexParameters => By == ExactDedupKey.Url ? "url" : Normalise ? "normalised text" : "text";
}

/// <summary>What makes documents equal.</summary>
public enum ExactDedupKey
{
    /// <summary>Their texts. Texts without a word are never equal.</summary>
    Text,

    /// <summary>Their URLs, normalised. Documents without a URL are never equal.</summary>
    Url,
}
