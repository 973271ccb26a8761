using Curation.Core.Documents;

namespace Curation.Core.Shards;

/// <summary>Writes documents to one shard file, in order. The same documents give the same bytes.</summary>
public interface IShardWriter : IDisposable
{
    /// <summary>Appends a document.</summary>
    /// <param name="document">The document; its payload is not stored.</param>
    /// <param name="tokens">Its number of tokens.</param>
    void Write(Document document, int tokens);

    /// <summary>Bytes written so far, about.</summary>
    long BytesWritten { get; }

    /// <summary>Closes the file and says what it holds. Without this call the file is not complete and is deleted on disposal.</summary>
    ShardFile Complete();
}

/// <summary>A dropped or failed document as it is stored under <c>dropped/</c>.</summary>
/// <param name="Id">Document id.</param>
/// <param name="Url">Its URL.</param>
/// <param name="Source">Kind of source.</param>
/// <param name="Reason">Reason id.</param>
/// <param name="Stage">Stage that decided.</param>
/// <param name="Signal">Signal that decided, if one did.</param>
/// <param name="Value">The signal's value.</param>
/// <param name="Threshold">The threshold that it missed.</param>
/// <param name="Detail">What else helps to understand it.</param>
/// <param name="Provenance">Where its record lies.</param>
/// <param name="Signals">Everything measured of it until then.</param>
/// <param name="Text">Its text, by option, or a beginning of it.</param>
public sealed record DroppedDocument(
    string Id, string? Url, string Source, string Reason, string Stage, string? Signal, double? Value, double? Threshold,
    string? Detail, Provenance Provenance, Signals Signals, string? Text);
