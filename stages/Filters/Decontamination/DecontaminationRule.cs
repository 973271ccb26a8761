namespace Curation.Stages.Filters.Decontamination;

/// <summary>Options with the dialect's values in place of nulls.</summary>
sealed record DecontaminationRule(DecontaminationDialect Dialect, int Ngram, bool Fuzzy, double MinShare, int MinWords, int MaxItems, bool AnswersOnly)
{
    /// <summary>Words of a seed of our dialect: few enough to be found where one word in twenty differs.</summary>
    const int Seed = 6;

    public static DecontaminationRule Of(DecontaminationOptions o) => new(
        o.Dialect, o.Ngram ?? (o.Dialect == DecontaminationDialect.Datatrove ? 12 : 13), o.Fuzzy && o.Dialect == DecontaminationDialect.Default,
        o.MinShare, o.MinWords, o.MaxItems, o.Dialect == DecontaminationDialect.Datatrove && !o.Queries);

    public int SeedLength => Dialect == DecontaminationDialect.Default ? Math.Min(Seed, Ngram) : Ngram;

    /// <summary>Words that an item needs to be looked for.</summary>
    public int FewestWords => Fuzzy ? Math.Min(MinWords, Ngram) : Ngram;

    public bool NumbersEqual => Dialect == DecontaminationDialect.Datatrove;
}
