using System.Collections.Immutable;

namespace Curation.Core.Documents;

/// <summary>What flows through a run: one text and all that is known of it. Immutable; <c>with</c> makes the next version.</summary>
public sealed record Document
{
    /// <summary>Stable identity, made by <see cref="DocumentId"/>; independent of storage root, run, worker and order.</summary>
    public required string Id { get; init; }

    /// <summary>The text. Empty until an extractor has read <see cref="Payload"/>.</summary>
    public string Text { get; init; } = "";

    /// <summary>Title as the source states it.</summary>
    public string? Title { get; init; }

    /// <summary>Kind of source: crawl, pdf, wikipedia, stackexchange, reddit, github, …</summary>
    public required string Source { get; init; }

    /// <summary>Where the text was published.</summary>
    public string? Url { get; init; }

    /// <summary>Date of publication if known, else of the crawl, in UTC.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Language as an ISO 639 code (the labels of the language model in use).</summary>
    public string? Language { get; init; }

    /// <summary>Score of <see cref="Language"/>, 0 to 1.</summary>
    public double? LanguageScore { get; init; }

    /// <summary>Licence: an SPDX id where one is known, else the licence's URL.</summary>
    public string? License { get; init; }

    /// <summary>Where in the input the document's record lies.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Further facts of the source, by name.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = EmptyMetadata;

    /// <summary>What the extractor found of the text's structure.</summary>
    public Structure? Structure { get; init; }

    /// <summary>Numbers that stages measured.</summary>
    public Signals Signals { get; init; } = Signals.Empty;

    /// <summary>Number of documents in the duplicate cluster that this one survives; 1 if it is alone, null before deduplication.</summary>
    public int? Duplicates { get; init; }

    /// <summary>Id of the document that this one was made from (a split or a rephrasing).</summary>
    public string? DerivedFrom { get; init; }

    /// <summary>
    /// The record's bytes, present between reader and extractor. An extractor leaves them only where <see cref="Contracts.StageServices.PayloadTaken"/>
    /// says that a batch stage takes them: between those two steps they are stored, in no other shard.
    /// </summary>
    public Record? Payload { get; init; }

    /// <summary>No metadata; keys are in ordinal order, so that equal documents are equal bytes.</summary>
    public static ImmutableSortedDictionary<string, string> EmptyMetadata { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The <paramref name="ordinal"/>-th document made from this one, with the text <paramref name="text"/>.</summary>
    public Document Child(int ordinal, string text) => this with
    {
        Id = DocumentId.OfChild(Id, ordinal),
        Text = text,
        DerivedFrom = Id,
        Signals = Signals.Empty,
        Payload = null,
    };
}
