using Curation.Stages.Kernels;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>Shingles of <see cref="MinHashDialect.Rolling32"/>.</summary>
sealed class RollingShingler(ShingleUnit unit, int size) : IShingler
{
    readonly WordHashes _words = new();
    ulong[] _shingles = new ulong[1024];

    /// <inheritdoc/>
    public ReadOnlySpan<ulong> Hash(ReadOnlySpan<char> text, string? language)
    {
        var words = unit == ShingleUnit.Words ? _words.OfWords(text) : _words.OfCharacters(text);
        if (words.IsEmpty) return [];
        // A short text is one shingle, so that it meets its equals.
        var length = Math.Min(size, words.Length);
        var count = Shingles.Count(words.Length, length);
        if (_shingles.Length < count) _shingles = new ulong[Math.Max(count, 2 * _shingles.Length)];
        Shingles.Hash(words, length, _shingles);
        return _shingles.AsSpan(0, count);
    }
}
