namespace Curation.Core.Documents;

/// <summary>Why a document is not in the corpus: a stable id and what it means.</summary>
/// <param name="Id">Stage and cause, such as <c>gopher-quality.too-few-words</c>; begins with <c>failed.</c> if an error and not a rule decided.</param>
/// <param name="Meaning">One sentence for people who read reports.</param>
public sealed record Reason(string Id, string Meaning)
{
    /// <summary>Whether an error decided, and not a rule.</summary>
    public bool IsFailure => Id.StartsWith("failed.", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>Reasons that the runtime itself gives.</summary>
public static class FailureReasons
{
    /// <summary>A stage threw on the document.</summary>
    public static Reason Stage { get; } = new("failed.stage", "A stage failed on the document; the message names the stage and the cause.");

    /// <summary>The record could not be parsed.</summary>
    public static Reason Record { get; } = new("failed.record", "The record is damaged and could not be read.");

    /// <summary>A limit on size, time, depth or decompression was exceeded.</summary>
    public static Reason Limit { get; } = new("failed.limit", "A limit on size, time, depth or decompression ratio was exceeded.");

    /// <summary>A listed file was not there any more.</summary>
    public static Reason Missing { get; } = new("failed.missing", "A file of the input's listing does not exist; the input's onMissing says to go on without it.");

    /// <summary>All of them, for the table of reasons.</summary>
    public static IReadOnlyList<Reason> All { get; } = [Stage, Record, Limit, Missing];
}
