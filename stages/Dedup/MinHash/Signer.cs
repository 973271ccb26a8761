using System.IO.Hashing;
using Curation.Core.Documents;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>Makes signatures and their bands of texts. Not thread-safe.</summary>
sealed class Signer
{
    readonly MinHashShape _shape;
    readonly Permutations _permutations;
    readonly byte[] _signature;

    /// <summary>A signer as the options say.</summary>
    public Signer(MinHashDedupOptions options)
    {
        _shape = options.Shape;
        Shingler = ShinglerOf(options);
        _permutations = Permutations.Of(options.Dialect, _shape.Hashes, options.PermutationSeed);
        _signature = new byte[_shape.Hashes * _permutations.ValueBytes];
    }

    /// <summary>What cuts texts.</summary>
    public IShingler Shingler { get; }

    /// <summary>The signature that <see cref="Sign(ReadOnlySpan{char}, string)"/> made, values little-endian in the order of bands.</summary>
    public ReadOnlySpan<byte> Signature => _signature;

    /// <summary>Makes the signature of a text; false if it has none, for lack of words.</summary>
    public bool Sign(ReadOnlySpan<char> text, string? language = null) => Sign(Shingles(text, language));

    /// <summary>Makes the signature of shingles; false if there are none.</summary>
    public bool Sign(ReadOnlySpan<ulong> shingles)
    {
        if (shingles.IsEmpty) return false;
        _permutations.Sign(shingles, _signature);
        return true;
    }

    /// <summary>Hashes of the shingles of a text, repeated ones too; valid until the next call.</summary>
    public ReadOnlySpan<ulong> Shingles(ReadOnlySpan<char> text, string? language) => Shingler.Hash(Cut(text), language);

    ReadOnlySpan<char> Cut(ReadOnlySpan<char> text) => _shape.MaxCharacters == 0 ? text : Excerpt.Of(text, _shape.MaxCharacters);

    /// <summary>A hash of a band of the signature; bands of different places or scopes never meet.</summary>
    public UInt128 Band(int band, ulong scope)
    {
        var bytes = _shape.Rows * _permutations.ValueBytes;
        return XxHash128.HashToUInt128(_signature.AsSpan(band * bytes, bytes), unchecked((long)(scope + (ulong)band)));
    }

    static IShingler ShinglerOf(MinHashDedupOptions options) => options.Dialect == MinHashDialect.Rolling32
        ? new RollingShingler(options.Shape.Unit, options.Shape.Shingle)
        : new DatatroveShingler(options.Dialect, options.Shape.Shingle);
}
