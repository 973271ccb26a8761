using System.IO.Hashing;
using System.Text;

namespace Curation.Core.Documents;

/// <summary>Makes document ids: 128 bits of XxHash3 as 32 hexadecimal digits.</summary>
public static class DocumentId
{
    /// <summary>Id of a record that names itself (WARC-Record-ID, question number, repository path).</summary>
    /// <param name="source">Kind of source, see <see cref="Document.Source"/>.</param>
    /// <param name="recordId">The record's own name within that source.</param>
    public static string OfRecord(string source, string recordId) => Hash($"r\n{source}\n{recordId}");

    /// <summary>Id of a record without a name: its place in a file whose path is relative to the input's listing.</summary>
    /// <param name="source">Kind of source.</param>
    /// <param name="path">Path relative to the input root, never the storage root.</param>
    /// <param name="position">Byte offset or ordinal of the record in the file.</param>
    public static string OfPosition(string source, string path, long position) => Hash($"p\n{source}\n{path}\n{position}");

    /// <summary>Id of the <paramref name="ordinal"/>-th child of a document.</summary>
    public static string OfChild(string parentId, int ordinal) => Hash($"c\n{parentId}\n{ordinal}");

    /// <summary>The order of the final shuffle: a uniform 64-bit number from the run's seed and the id.</summary>
    public static ulong ShuffleKey(string id, long seed)
    {
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(id.Length)];
        return ShuffleKey(bytes[..Encoding.UTF8.GetBytes(id, bytes)], seed);
    }

    /// <summary>The same for an id in UTF-8.</summary>
    public static ulong ShuffleKey(ReadOnlySpan<byte> id, long seed) => XxHash3.HashToUInt64(id, seed);

    static string Hash(string name)
    {
        var most = Encoding.UTF8.GetMaxByteCount(name.Length);
        var bytes = most <= 512 ? stackalloc byte[most] : new byte[most];
        Span<byte> hash = stackalloc byte[16];
        XxHash128.Hash(bytes[..Encoding.UTF8.GetBytes(name, bytes)], hash);
        return Convert.ToHexStringLower(hash);
    }
}
