using Curation.Core.Documents;

namespace Curation.Core.Shards.Spill;

/// <summary>
/// The documents of one bucket at a time, sorted before any is made: what is sorted are places in bytes outside the collected heap, where documents that
/// live as long as their bucket would all be copied and kept for a full collection.
/// </summary>
sealed class PackedBucket(SpillReader spill, long seed) : IDisposable
{
    readonly NativeBuffer _documents = new(kept: 32 << 20);
    readonly List<(ulong Key, int At)> _order = [];
    readonly NameTable _names = new();

    /// <summary>The documents of a bucket in the order of the final shuffle.</summary>
    public IEnumerable<Document> Shuffled(int bucket)
    {
        _documents.Clear();
        _order.Clear();
        foreach (var block in spill.Blocks(bucket)) _documents.Append(block.Written);
        for (var at = 0; at < _documents.Length;) Place(ref at);
        _order.Sort(Compare);
        foreach (var (_, at) in _order) yield return DocumentCodec.Read(At(at), _names).Document;
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)_documents).Dispose();

    void Place(ref int at)
    {
        var start = at;
        _order.Add((DocumentId.ShuffleKey(DocumentCodec.Id(DocumentCodec.Next(_documents.Written, ref at)), seed), start));
    }

    int Compare((ulong Key, int At) a, (ulong Key, int At) b)
    {
        if (a.Key != b.Key) return a.Key.CompareTo(b.Key);
        var byId = DocumentCodec.Id(At(a.At)).SequenceCompareTo(DocumentCodec.Id(At(b.At)));
        return byId != 0 ? byId : a.At.CompareTo(b.At);
    }

    ReadOnlySpan<byte> At(int at) => DocumentCodec.Next(_documents.Written, ref at);
}
