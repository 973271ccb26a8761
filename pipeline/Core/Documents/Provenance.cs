namespace Curation.Core.Documents;

/// <summary>Where a document's record lies in the input, so that it can be read again.</summary>
/// <param name="Container">Path of the file, relative to the input root, with forward slashes.</param>
/// <param name="Offset">Byte offset of the record in the container as stored (compressed, if it is); -1 if the format has none.</param>
/// <param name="Length">Bytes of the record in the container as stored; -1 if unknown.</param>
public sealed record Provenance(string Container, long Offset, long Length)
{
    /// <summary>The record's own id in its format, for example WARC-Record-ID.</summary>
    public string? RecordId { get; init; }

    /// <summary>Digest of the payload as the container states it, for example <c>sha1:…</c>.</summary>
    public string? Digest { get; init; }

    /// <summary>Why the crawler cut the payload (WARC-Truncated: length, time, disconnect, unspecified); null if it is whole.</summary>
    public string? Truncated { get; init; }

    /// <summary><c>file at byte N</c>: the tail of every message about the record.</summary>
    public override string ToString() => Offset < 0 ? Container : $"{Container} at byte {Offset}";
}
