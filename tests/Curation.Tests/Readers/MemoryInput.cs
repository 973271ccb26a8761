using System.IO.Compression;
using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Tests.Readers;

/// <summary>Files in memory for readers.</summary>
static class MemoryInput
{
    public static ReaderInput Of(byte[] bytes, string name = "a/file", long start = 0, long end = long.MaxValue) => new()
    {
        Name = name,
        Source = "crawl",
        Size = bytes.Length,
        Start = start,
        End = end,
        Open = offset => new MemoryStream(bytes, (int)Math.Min(offset, bytes.Length), bytes.Length - (int)Math.Min(offset, bytes.Length), writable: false),
    };

    public static ReaderInput OfFile(string path) => Of(File.ReadAllBytes(path), Path.GetFileName(path));

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        return target.ToArray();
    }

    public static byte[] Zstd(byte[] bytes)
    {
        using var compressor = new ZstdSharp.Compressor();
        return compressor.Wrap(bytes).ToArray();
    }

    public static List<ReadItem> All(this IReader reader, ReaderInput input) => [.. reader.Read(input, TestContext.Current.CancellationToken)];

    public static Document[] Documents(this IEnumerable<ReadItem> items) => [.. items.OfType<ReadItem.Found>().Select(i => i.Document)];

    public static byte[] Bytes(this Document document)
    {
        using var stream = document.Payload!.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
