using Curation.Core.Documents;

namespace Curation.Core.Contracts;

/// <summary>Makes text of a record's payload; chosen by media type. Thread-safe, no I/O but the payload.</summary>
public interface IExtractor
{
    /// <summary>Media types that it reads, without parameters, lower case.</summary>
    IReadOnlyList<string> MediaTypes { get; }

    /// <summary>Time that a record may take, in place of the stage's limit; null for the stage's.</summary>
    TimeSpan? TimeLimit => null;

    /// <summary>The document with text, title, structure and what else the payload tells; <see cref="Document.Payload"/> removed, or left for a batch stage where that is offered.</summary>
    /// <param name="document">A document with a payload.</param>
    /// <param name="cancellationToken">Fires at the time limit of a record.</param>
    Verdict Extract(Document document, CancellationToken cancellationToken);
}
