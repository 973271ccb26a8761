using System.Runtime.InteropServices;
using Curation.Core.Documents;
using ZstdSharp;

namespace Curation.Core.Shards.Spill;

/// <summary>Reads the documents of one bucket from a spill, in the order they were added; other buckets are not touched.</summary>
/// <param name="open">Opens the spill from a byte offset.</param>
/// <param name="bytes">Its length.</param>
/// <param name="buckets">Its buckets.</param>
sealed class SpillReader(Func<long, Stream> open, long bytes, int buckets)
{
    readonly NameTable _names = new();

    /// <summary>Reads a spill of this machine.</summary>
    public static SpillReader Of(string path, int buckets) => new(
        offset =>
        {
            var stream = File.OpenRead(path);
            stream.Position = offset;
            return stream;
        },
        new FileInfo(path).Length, buckets);

    /// <summary>The documents of a bucket with their tokens.</summary>
    public IEnumerable<(Document Document, int Tokens)> Read(int bucket)
    {
        var blocks = Blocks(bucket);
        if (blocks.Length == 0) yield break;
        using var decompressor = new Decompressor();
        NativeBuffer packed = new(), block = new();
        using IDisposable first = packed, second = block;
        foreach (var place in blocks)
        {
            Fill(packed, place);
            packed.Advance(place.Length);
            block.Reserve(place.Size);
            block.Advance(decompressor.Unwrap(packed.GetSpan()[..place.Length], block.GetSpan()));
            for (var at = 0; at < block.Length;) yield return DocumentCodec.Read(block.GetSpan()[..block.Length], ref at, _names);
            packed.Clear();
            block.Clear();
        }
    }

    SpillBlock[] Blocks(int bucket)
    {
        var bounds = new long[2];
        Read(bytes - (buckets + 1L - bucket) * sizeof(long), MemoryMarshal.AsBytes(bounds.AsSpan()));
        var blocks = new SpillBlock[(bounds[1] - bounds[0]) / SpillBlock.Bytes];
        if (blocks.Length > 0) Read(bounds[0], MemoryMarshal.AsBytes(blocks.AsSpan()));
        return blocks;
    }

    void Fill(NativeBuffer packed, SpillBlock place) => Read(place.Offset, packed.Reserve(place.Length)[..place.Length]);

    void Read(long offset, Span<byte> into)
    {
        using var stream = open(offset);
        stream.ReadExactly(into);
    }
}
