using Curation.Core.Documents;

namespace Curation.Core.Contracts;

/// <summary>Reads one container format, streaming.</summary>
public interface IReader
{
    /// <summary>Whether <see cref="Read"/> takes a slice that begins in the middle of this file.</summary>
    /// <param name="name">The file's name; its ending tells the format.</param>
    bool CanSplit(string name);

    /// <summary>
    /// The items whose records begin in the slice, in order. A damaged record is an item (<see cref="ReadItem.Failed"/>) and the
    /// reader goes on behind it where the format allows; only what makes the whole file unreadable is thrown.
    /// </summary>
    IEnumerable<ReadItem> Read(ReaderInput input, CancellationToken cancellationToken);
}

/// <summary>A file, or a part of one, to read.</summary>
public sealed record ReaderInput
{
    /// <summary>Path relative to the input's root, with forward slashes: what provenance and ids are made of.</summary>
    public required string Name { get; init; }

    /// <summary>Kind of source to write into documents.</summary>
    public required string Source { get; init; }

    /// <summary>Bytes of the whole file as stored; -1 if unknown.</summary>
    public required long Size { get; init; }

    /// <summary>Opens the stored file from a byte offset to its end. Not necessarily seekable.</summary>
    public required Func<long, Stream> Open { get; init; }

    /// <summary>
    /// Another file that the same input lists, whole, by its name relative to the input's root; null if it lists none. Sources that
    /// keep parts of a record in several files (posts and their comments) read them so.
    /// </summary>
    public Func<string, ReaderInput?> Sibling { get; init; } = static _ => null;

    /// <summary>First byte of the slice. A reader that starts in the middle looks for the first record that begins at or after it.</summary>
    public long Start { get; init; }

    /// <summary>End of the slice (exclusive): records that begin before it belong to it, however far they reach.</summary>
    public long End { get; init; } = long.MaxValue;
}

/// <summary>One item of a container. For every reader: items = documents + merged + skipped + failed.</summary>
public abstract record ReadItem
{
    ReadItem() { }

    /// <summary>Byte offset at which a new <see cref="IReader.Read"/> continues behind this item; -1 if the format has no such place.</summary>
    public long Next { get; init; } = -1;

    /// <summary>A document, or a record as a document with a payload and without text.</summary>
    /// <param name="Document">The document.</param>
    public sealed record Found(Document Document) : ReadItem;

    /// <summary>A record that went into another item's document.</summary>
    public sealed record Merged : ReadItem;

    /// <summary>A record that is not wanted.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Provenance">Which record.</param>
    /// <param name="Url">Its URL, where that helps to fetch it again.</param>
    public sealed record Skipped(Reason Reason, Provenance Provenance, string? Url = null) : ReadItem;

    /// <summary>A record that could not be read.</summary>
    /// <param name="Reason">Why; a <c>failed.*</c> reason.</param>
    /// <param name="Provenance">Which record.</param>
    /// <param name="Detail">Expected and found.</param>
    public sealed record Failed(Reason Reason, Provenance Provenance, string Detail) : ReadItem;
}
