namespace Curation.Stages.Filters.C4;

/// <summary>Options with the dialect's values in place of nulls.</summary>
sealed record C4Limits(C4Dialect Dialect, bool TerminalPunctuation, bool RemoveCitations, int MinSentences, int MinWords, int MaxWordLength, int MaxCharacters)
{
    /// <summary>Whether the document's language is written without blanks.</summary>
    public bool Unspaced { get; init; }

    public static C4Limits Of(C4Options o) => new(
        o.Dialect,
        o.TerminalPunctuation,
        o.RemoveCitations && !o.Dialect.IsDolma(),
        o.MinSentences ?? o.Dialect switch { C4Dialect.Datatrove => 5, C4Dialect.Dclm => 3, _ => 0 },
        o.MinWordsPerLine ?? (o.Dialect == C4Dialect.Dclm ? 5 : 3),
        o.MaxWordLength ?? (o.Dialect.IsDolma() ? int.MaxValue : 1000),
        o.MaxCharacters ?? (o.Dialect == C4Dialect.Dclm ? 190_000 : int.MaxValue));
}

static class C4DialectExtensions
{
    public static bool IsDolma(this C4Dialect dialect) => dialect is C4Dialect.Dolma or C4Dialect.DolmaV2;
}
