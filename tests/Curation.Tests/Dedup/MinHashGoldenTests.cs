using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Curation.Stages.Dedup.MinHash;

namespace Curation.Tests.Dedup;

/// <summary>datatrove's arithmetic, bit for bit.</summary>
public sealed class MinHashGoldenTests
{
    static readonly string[] s_words = ["the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "dog"];

    /// <summary>First, second and last value and the sum of value times place, as numpy and xxhash give them for datatrove's defaults.</summary>
    [Theory]
    [InlineData(MinHashDialect.Datatrove, 85330943174081874, 663359892825767826, 3963570588256049, 6529197787757945711)]
    [InlineData(MinHashDialect.DatatroveSha1, 585594454516184072, 284080765670708113, 800584869340422436, 11941381550995944327)]
    [InlineData(MinHashDialect.Datatrove32, 125697124, 899546107, 1493573167, 4784555544516)]
    public void Sign_DatatroveDialects_GiveNumpysValues(MinHashDialect dialect, ulong first, ulong second, ulong last, ulong sum)
    {
        var signature = Sign(dialect, string.Join(' ', s_words));
        Assert.Equal((first, second, last), (signature[0], signature[1], signature[^1]));
        Assert.Equal(sum, signature.Select((v, i) => unchecked(v * (ulong)(i + 1))).Aggregate(0UL, (a, b) => unchecked(a + b)));
    }

    [Fact]
    public void Sign_DatatroveDialects_GiveTheWholeGoldenFile()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Repository.DataOrSkip("../reference/minhash_golden.json")));
        Assert.Equal(Numbers("sig_xxh64"), Sign(MinHashDialect.Datatrove, string.Join(' ', s_words)));
        Assert.Equal(Numbers("sig_sha1_64"), Sign(MinHashDialect.DatatroveSha1, string.Join(' ', s_words)));
        Assert.Equal(Numbers("sig_xxh32"), Sign(MinHashDialect.Datatrove32, string.Join(' ', s_words)));
        var permutations = (Mersenne61)Permutations.Of(MinHashDialect.Datatrove, 112, 1);
        Assert.Equal(Numbers("a"), permutations.Multipliers[..112].ToArray());
        Assert.Equal(Numbers("b"), permutations.Offsets[..112].ToArray());

        ulong[] Numbers(string name) => [.. golden.RootElement.GetProperty(name).EnumerateArray().Select(v => ulong.Parse(v.GetString()!, CultureInfo.InvariantCulture))];
    }

    /// <summary>Our own dialect is fixed too: other values would make indexes of earlier runs useless.</summary>
    [Fact]
    public void Sign_Rolling32_StaysAsItIs()
    {
        var signature = Sign(MinHashDialect.Rolling32, string.Join(' ', s_words));
        Assert.Equal("298539742 37533950 3023810 1891676415", string.Join(' ', signature.Take(4)));
    }

    static ulong[] Sign(MinHashDialect dialect, string text)
    {
        var signer = new Signer(new() { Dialect = dialect });
        Assert.True(signer.Sign(text));
        return Values(signer.Signature, dialect is MinHashDialect.Datatrove or MinHashDialect.DatatroveSha1);
    }

    internal static ulong[] Values(ReadOnlySpan<byte> signature, bool wide)
    {
        var values = new ulong[signature.Length / (wide ? 8 : 4)];
        for (var i = 0; i < values.Length; i++)
            values[i] = wide ? BinaryPrimitives.ReadUInt64LittleEndian(signature[(8 * i)..]) : BinaryPrimitives.ReadUInt32LittleEndian(signature[(4 * i)..]);
        return values;
    }
}
