using System.Text;
using Curation.Stages.FastText;
using Curation.Stages.Kernels;

namespace Curation.Tests.FastText;

public sealed class SubwordHashesTests
{
    const int Buckets = 2_000_003;

    static readonly string[] s_characters = ["a", "é", "語", "𝄞", "-", "я"];

    /// <summary>A scalar loop over characters is the oracle; words of all widths of characters, around the limits of a run.</summary>
    [Theory]
    [InlineData(2, 4)]
    [InlineData(3, 3)]
    [InlineData(2, 8)]
    [InlineData(5, 6)]
    public void Rows_OfRandomWords_AreThoseOfAScalarLoop(int minN, int maxN)
    {
        var dictionary = Dictionary(minN, maxN);
        var random = new Random(5);
        foreach (var length in Enumerable.Range(0, 40).Concat([125, 126, 127, 128, 129, 130, 254, 255, 256, 257, 1000, 3000]))
        {
            var kinds = s_characters.Take(random.Next(1, s_characters.Length + 1)).ToArray();
            Same(dictionary, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, length).Select(_ => kinds[random.Next(kinds.Length)]))), minN, maxN);
        }
    }

    /// <summary>What is no UTF-8, such as more bytes in a character than it has, counts as fastText counts it.</summary>
    [Fact]
    public void Rows_OfRandomBytes_AreThoseOfAScalarLoop()
    {
        var dictionary = Dictionary(2, 4);
        var random = new Random(6);
        for (var turn = 0; turn < 300; turn++)
        {
            var bytes = new byte[random.Next(600)];
            random.NextBytes(bytes);
            if (turn % 3 == 0) for (var i = 0; i < bytes.Length - 6; i++) bytes[i] = (byte)(bytes[i] % 100);
            Same(dictionary, bytes, 2, 4);
        }
    }

    static void Same(FastTextDictionary dictionary, byte[] word, int minN, int maxN)
    {
        var rows = new RowList();
        dictionary.AddSubwords(word, rows);
        Assert.Equal(Scalar([(byte)'<', .. word, (byte)'>'], minN, maxN), rows.Rows.ToArray());
    }

    static List<int> Scalar(byte[] word, int minN, int maxN)
    {
        var begins = Enumerable.Range(0, word.Length).Where(i => (word[i] & 0xC0) != 0x80).Append(word.Length).ToArray();
        var rows = new List<int>();
        for (var first = 0; first < begins.Length - 1; first++)
            for (var n = minN; n <= maxN && first + n < begins.Length; n++)
                rows.Add((int)(Fnv.Hash(word.AsSpan(begins[first]..begins[first + n])) % Buckets));
        return rows;
    }

    static FastTextDictionary Dictionary(int minN, int maxN) =>
        new(new FastTextArgs { MinN = minN, MaxN = maxN, Buckets = Buckets }, new TokenTable([]), words: 0, [], tokenCount: 0, kept: null);
}
