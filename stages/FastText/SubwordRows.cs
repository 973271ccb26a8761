using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Curation.Stages.Kernels;

namespace Curation.Stages.FastText;

/// <summary>Rows of a token's character n-grams, in fastText's order: by beginning, then by length.</summary>
sealed class SubwordRows(FastTextArgs args, NgramRows ngrams)
{
    /// <summary>Buckets of n-grams that are gathered before their rows are looked up.</summary>
    const int FoundRoom = 256;

    /// <summary>Bytes of a token from which on its n-grams are hashed several at a time.</summary>
    const int ManyBytes = 16;

    /// <summary>Adds the rows of a token's n-grams.</summary>
    [SkipLocalsInit]
    public void Add(ReadOnlySpan<byte> token, RowList rows)
    {
        if (ngrams.IsEmpty) return;
        Span<byte> word = token.Length <= 1022 ? stackalloc byte[token.Length + 2] : new byte[token.Length + 2];
        word[0] = (byte)'<';
        token.CopyTo(word[1..]);
        word[^1] = (byte)'>';
        var (minN, maxN) = (args.MinN, args.MaxN);
        Span<int> found = stackalloc int[FoundRoom];
        var count = 0;
        if (minN > 1 && maxN <= SubwordHashes.Longest && Vector256.IsHardwareAccelerated && word.Length >= ManyBytes)
        {
            var hashes = new SubwordHashes(stackalloc int[SubwordHashes.BytesRoom], stackalloc uint[SubwordHashes.HashesRoom]);
            var from = 0;
            while (from < word.Length && hashes.Fill(word, from, minN, maxN))
            {
                for (var start = 0; start < Math.Min(hashes.Characters, SubwordHashes.Starts); start++)
                {
                    for (var n = minN; n <= maxN && start + n <= hashes.Characters; n++)
                    {
                        found[count] = ngrams.Bucket(hashes[start, n]);
                        count += ngrams.Has(found[count]);
                    }
                    if (count < FoundRoom - SubwordHashes.Longest) continue;
                    ngrams.Add(found[..count], rows);
                    count = 0;
                }
                from = hashes.Next;
            }
            word = word[from..];
        }
        for (var start = 0; start < word.Length; start++)
        {
            if (IsContinuation(word[start])) continue;
            var hash = Fnv.Basis;
            var end = start;
            for (var n = 1; end < word.Length && n <= maxN; n++)
            {
                hash = Fnv.Add(hash, word[end++]);
                while (end < word.Length && IsContinuation(word[end])) hash = Fnv.Add(hash, word[end++]);
                if (n < minN || (n == 1 && (start == 0 || end == word.Length))) continue;
                // Whether a bucket was kept is a coin's fall: it is counted, not jumped on.
                found[count] = ngrams.Bucket(hash);
                count += ngrams.Has(found[count]);
                if (count < FoundRoom) continue;
                ngrams.Add(found, rows);
                count = 0;
            }
        }
        ngrams.Add(found[..count], rows);
    }

    static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;
}
