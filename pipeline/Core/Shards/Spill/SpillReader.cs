using System.Runtime.InteropServices;
using Curation.Core.Documents;
using ZstdSharp;

namespace Curation.Core.Shards.Spill;

/// <summary>Reads the documents of one bucket from a spill, in the order they were added: two ranges of bytes, whatever else the spill holds.</summary>
/// <param name="open">Opens bytes of the spill: from an offset, so many.</param>
/// <param name="bytes">Its length.</param>
/// <param name="buckets">Its buckets.</param>
sealed class SpillReader(Func<long, long, Stream> open, long bytes, int buckets)
{
    /// <summary>Reads a spill of this machine.</summary>
    public static SpillReader Of(string path, int buckets) => new(
        (offset, _) =>
        {
            var stream = File.OpenRead(path);
            stream.Position = offset;
            return stream;
        },
        new FileInfo(path).Length, buckets);

    /// <summary>The documents of a bucket with their tokens.</summary>
    public IEnumerable<(Document Document, int Tokens)> Read(int bucket)
    {
        var names = new NameTable();
        foreach (var block in Blocks(bucket))
            for (var at = 0; at < block.Length;) yield return DocumentCodec.Read(DocumentCodec.Next(block.Written, ref at), names);
    }

    /// <summary>The bytes of a bucket's documents, some at a time, valid until the next; see <see cref="DocumentCodec.Next"/>.</summary>
    public IEnumerable<NativeBuffer> Blocks(int bucket)
    {
        var (begin, end) = Bounds(bucket);
        if (begin == end) yield break;
        using var stream = open(begin, end - begin);
        using var decompressor = new Decompressor();
        NativeBuffer packed = new(), block = new();
        using IDisposable first = packed, second = block;
        while (begin < end)
        {
            begin += Unpack(stream, decompressor, packed, block);
            yield return block;
        }
    }

    (long Begin, long End) Bounds(int bucket)
    {
        Span<long> bounds = stackalloc long[2];
        using var stream = open(bytes - (buckets + 1L - bucket) * sizeof(long), bounds.Length * sizeof(long));
        stream.ReadExactly(MemoryMarshal.AsBytes(bounds));
        return (bounds[0], bounds[1]);
    }

    /// <summary>Unpacks the next block; gives its bytes in the spill.</summary>
    static int Unpack(Stream stream, Decompressor decompressor, NativeBuffer packed, NativeBuffer block)
    {
        packed.Clear();
        block.Clear();
        var head = packed.Reserve(BlockHead.Bytes)[..BlockHead.Bytes];
        stream.ReadExactly(head);
        var (length, size) = MemoryMarshal.Read<BlockHead>(head);
        var bytes = packed.Reserve(length)[..length];
        stream.ReadExactly(bytes);
        block.Advance(decompressor.Unwrap(bytes, block.Reserve(size)[..size]));
        return BlockHead.Bytes + length;
    }
}
