using System.IO.Hashing;
using System.Runtime.InteropServices;
using Curation.Core.Documents;
using Curation.Stages.Kernels;

namespace Curation.Stages.Dedup.Exact;

/// <summary>Keys of 128 bits: equal for documents that count as equal. Not thread-safe.</summary>
sealed class ExactKeys(ExactDedupOptions options, string input)
{
    readonly long _seed = options.Scope == DedupScope.All ? 0 : (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(input.AsSpan()));
    readonly WordHashes _words = new();

    /// <summary>Columns of a shard that <see cref="Of"/> looks at.</summary>
    public IEnumerable<string> Columns => options.By == ExactDedupKey.Url ? ["url"] : ["text"];

    /// <summary>The key; null for a document that equals none.</summary>
    public UInt128? Of(Document document)
    {
        if (options.By == ExactDedupKey.Url)
            return NormalisedUrl.Of(document.Url) is { } url ? Hash(MemoryMarshal.AsBytes(url.AsSpan())) : null;
        if (!options.Normalise) return document.Text.Length == 0 ? null : Hash(MemoryMarshal.AsBytes(document.Text.AsSpan()));
        var words = _words.OfWords(document.Text);
        return words.IsEmpty ? null : Hash(MemoryMarshal.AsBytes(words));
    }

    UInt128 Hash(ReadOnlySpan<byte> bytes) => XxHash128.HashToUInt128(bytes, _seed);
}
