using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>Shingles of datatrove's dialects: words of the normalised text joined by a blank, hashed as UTF-8.</summary>
sealed class DatatroveShingler(MinHashDialect dialect, int size) : IShingler
{
    readonly DatatroveWords _words = new();
    ulong[] _shingles = new ulong[1024];

    /// <inheritdoc/>
    public ReadOnlySpan<ulong> Hash(ReadOnlySpan<char> text, string? language)
    {
        _words.Read(text, language);
        return Hash();
    }

    /// <summary>Hashes of the shingles of words that another tokenizer has made of the normalised text.</summary>
    public ReadOnlySpan<ulong> Hash(IEnumerable<string> words)
    {
        _words.Read(words);
        return Hash();
    }

    ReadOnlySpan<ulong> Hash()
    {
        var count = Math.Max(0, _words.Count - size + 1);
        if (_shingles.Length < count) _shingles = new ulong[Math.Max(count, 2 * _shingles.Length)];
        for (var i = 0; i < count; i++) _shingles[i] = Hash(_words.Joined(i, size));
        return _shingles.AsSpan(0, count);
    }

    ulong Hash(ReadOnlySpan<byte> shingle)
    {
        switch (dialect)
        {
            case MinHashDialect.Datatrove32:
                return XxHash32.HashToUInt32(shingle);
            case MinHashDialect.DatatroveSha1:
                Span<byte> digest = stackalloc byte[20];
#pragma warning disable CA5350 // FineWeb's definition; nothing is kept secret by it.
                SHA1.HashData(shingle, digest);
#pragma warning restore CA5350
                return BinaryPrimitives.ReadUInt64LittleEndian(digest);
            default:
                return XxHash64.HashToUInt64(shingle);
        }
    }
}
