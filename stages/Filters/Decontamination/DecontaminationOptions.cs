using System.Collections.Immutable;
using Curation.Core.Contracts;

namespace Curation.Stages.Filters.Decontamination;

/// <summary>Whose rule of contamination.</summary>
public enum DecontaminationDialect
{
    /// <summary>Ours: a run of n words of an item, or most of the item's words in order; runs that many items share do not count.</summary>
    Default,

    /// <summary>datatrove's <c>NGramsDecontFilter</c>: any n-gram (12 words) of an answer, or over the border of question and answer; numbers count as equal.</summary>
    Datatrove,

    /// <summary>dolma: a whole line of at least 13 words that is a line of an item. Exact, where dolma's Bloom filter errs at times.</summary>
    Dolma,
}

/// <summary>What is taken out.</summary>
public enum DecontaminationRemoval
{
    /// <summary>The document.</summary>
    Document,

    /// <summary>The words that match.</summary>
    Span,

    /// <summary>Nothing: matches are recorded alone.</summary>
    None,
}

/// <summary>Options of the stage <c>decontamination</c>. A null takes the dialect's value.</summary>
public sealed record DecontaminationOptions : IOptions
{
    /// <summary>Evaluations that the corpus must not hold.</summary>
    public ImmutableArray<EvalSource> Evals { get; init; } = [];

    /// <summary>Whose rule.</summary>
    public DecontaminationDialect Dialect { get; init; }

    /// <summary>Words of a run that is enough, 5 to 100 (13; datatrove 12; dolma: least words of a line, 13).</summary>
    public int? Ngram { get; init; }

    /// <summary>Whether most of an item's words in order are enough too; our dialect only.</summary>
    public bool Fuzzy { get; init; } = true;

    /// <summary>Share of an item's words that is most of them, more than 0.5, at most 1.</summary>
    public double MinShare { get; init; } = .8;

    /// <summary>Fewest words of an item that are looked for, at least 6; items with fewer could be anywhere. Our dialect only.</summary>
    public int MinWords { get; init; } = 8;

    /// <summary>Most items that a run of words may stand in and still tell one of them; those of more are templates. Our dialect only.</summary>
    public int MaxItems { get; init; } = 10;

    /// <summary>Whether questions alone count; datatrove's dialect only, which leaves them out unless asked.</summary>
    public bool Queries { get; init; }

    /// <summary>What is taken out.</summary>
    public DecontaminationRemoval Remove { get; init; } = DecontaminationRemoval.Document;

    /// <summary>Characters taken out on either side of a span, up to a blank; Brown et al. 2020 took 200.</summary>
    public int Padding { get; init; }

    /// <summary>Fewest characters that must be left where spans are taken out.</summary>
    public int MinLeft { get; init; } = 200;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(!Evals.IsDefaultOrEmpty, nameof(Evals), "none", "at least one evaluation");
        errors.Require(Ngram is null or (>= 5 and <= 100), nameof(Ngram), Ngram, "5 to 100");
        errors.Require(MinShare is > .5 and <= 1, nameof(MinShare), MinShare, "more than 0.5, at most 1");
        errors.Require(MinWords >= 6, nameof(MinWords), MinWords, "at least 6");
        errors.Require(MaxItems >= 1, nameof(MaxItems), MaxItems, "at least 1");
        errors.Require(Padding is >= 0 and <= 100_000, nameof(Padding), Padding, "0 to 100000");
        errors.Require(MinLeft >= 0, nameof(MinLeft), MinLeft, "at least 0");
        foreach (var eval in Evals.IsDefault ? [] : Evals) eval.Validate(errors);
    }
}

/// <summary>An evaluation: files of items, and where in an item its texts are.</summary>
public sealed record EvalSource
{
    /// <summary>Name in reports; null takes the file's name.</summary>
    public string? Name { get; init; }

    /// <summary>A file, or a folder whose files are all read: .jsonl, .json, .csv or .parquet; but for Parquet also with .gz or .zst.</summary>
    public string Path { get; init; } = "";

    /// <summary>Members or columns with the question, joined in order; dots go into objects, a list holds alternatives.</summary>
    public ImmutableArray<string> Query { get; init; } = [];

    /// <summary>Members or columns with the answer; lists are joined.</summary>
    public ImmutableArray<string> Answer { get; init; } = [];

    /// <summary>Member or column with the item's name; null takes its ordinal.</summary>
    public string? Id { get; init; }

    /// <summary>The files of the source in order.</summary>
    public IEnumerable<string> Files => Directory.Exists(Path) ? Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Where(EvalFile.IsKnown).Order(StringComparer.Ordinal) : [Path];

    internal void Validate(OptionErrors errors)
    {
        if (!File.Exists(Path) && !Directory.Exists(Path)) errors.Add($"evals: {Path} does not exist");
        else if (File.Exists(Path) && !EvalFile.IsKnown(Path)) errors.Add($"evals: expected .jsonl, .json or .csv (also with .gz or .zst) or .parquet, found {Path}");
        else if (Directory.Exists(Path) && !Files.Any()) errors.Add($"evals: no file of {Path} is .jsonl, .json, .csv or .parquet");
        errors.Require(!Query.IsDefaultOrEmpty || !Answer.IsDefaultOrEmpty, nameof(Query), "nothing", $"members or columns of {Path} with the question or the answer");
    }
}
