using System.Collections.Immutable;

namespace Curation.Core.Documents;

/// <summary>What a stage decides about a document: <see cref="Kept"/>, <see cref="SplitInto"/> or <see cref="Dropped"/>.</summary>
public abstract record Verdict
{
    Verdict() { }

    /// <summary>Keep the document, in this version.</summary>
    public static Verdict Keep(Document document) => new Kept(document);

    /// <summary>Put these documents in its place; at least one.</summary>
    /// <exception cref="ArgumentException">There is none: drop the document instead.</exception>
    public static Verdict Split(ImmutableArray<Document> documents) => documents.IsDefaultOrEmpty
        ? throw new ArgumentException("A split has at least one document; drop it with a reason instead.", nameof(documents))
        : new SplitInto(documents);

    /// <summary>Leave the document out, for a reason.</summary>
    /// <param name="document">The document with the signals measured so far.</param>
    /// <param name="reason">Why.</param>
    /// <param name="signal">Name of the signal that decided, if one did.</param>
    /// <param name="threshold">The threshold that it missed.</param>
    /// <param name="detail">What else helps to understand it, for example an error's message.</param>
    public static Verdict Drop(Document document, Reason reason, string? signal = null, double? threshold = null, string? detail = null) =>
        new Dropped(document, reason, signal, threshold, detail);

    /// <summary>The document stays.</summary>
    /// <param name="Document">Its next version.</param>
    public sealed record Kept(Document Document) : Verdict;

    /// <summary>The document is replaced by others.</summary>
    /// <param name="Documents">Those others, never empty.</param>
    public sealed record SplitInto(ImmutableArray<Document> Documents) : Verdict;

    /// <summary>The document leaves the corpus.</summary>
    /// <param name="Document">The document with the signals measured so far.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Signal">Name of the signal that decided.</param>
    /// <param name="Threshold">The threshold that it missed.</param>
    /// <param name="Detail">What else helps to understand it.</param>
    public sealed record Dropped(Document Document, Reason Reason, string? Signal, double? Threshold, string? Detail) : Verdict;
}
