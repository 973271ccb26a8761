namespace Curation.Stages.Filters.GopherQuality;

/// <summary>What a dialect measures of a document; ratios of nothing are 0.</summary>
struct GopherQualityMeasure
{
    /// <summary>Words that the limits on their number see, and occurrences or different ones of the stop words.</summary>
    public int Words, StopWords;

    /// <summary>Mean or median of the words' code points.</summary>
    public double WordLength;

    /// <summary>Hash signs, ellipses and what is compared with the limit, per word.</summary>
    public double HashRatio, EllipsisRatio, SymbolRatio;

    public double BulletLineRatio, EllipsisLineRatio, AlphabeticRatio;

    /// <summary>A share of a whole, 0 of nothing.</summary>
    public static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
