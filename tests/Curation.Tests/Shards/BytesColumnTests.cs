using System.Text;
using Apache.Arrow;
using Curation.Core.Shards.Columns;

namespace Curation.Tests.Shards;

public sealed class BytesColumnTests
{
    /// <summary>Arrow's own builder is the oracle, in several row groups of one column.</summary>
    [Fact]
    public void Texts_OfRandomValues_AreThoseOfArrowsBuilder()
    {
        var random = new Random(11);
        using var column = new BytesColumn();
        foreach (var rows in (int[])[0, 1, 7, 8, 9, 300, 64, 0, 5000])
        {
            var values = Enumerable.Range(0, rows).Select(_ => Value(random)).ToArray();
            var builder = new StringArray.Builder();
            foreach (var value in values)
            {
                column.Append(value);
                builder.Append(value);
            }
            var (expected, texts) = (builder.Build(), column.Texts());
            Assert.Equal((expected.Length, expected.NullCount), (texts.Length, texts.NullCount));
            // An array without rows may have no offsets at all.
            if (rows > 0) Assert.True(expected.ValueOffsets[..(rows + 1)].SequenceEqual(texts.ValueOffsets[..(rows + 1)]));
            Assert.Equal(values.Sum(v => (long)Encoding.UTF8.GetByteCount(v ?? "")), column.Length);
            Assert.True(expected.Values[..column.Length].SequenceEqual(texts.Values[..column.Length]));
            for (var row = 0; row < rows; row++) Assert.Equal(expected.GetString(row), texts.GetString(row));
            column.Clear();
        }
    }

    [Fact]
    public void Append_AfterOneLargeValue_BeginsAnew()
    {
        using var column = new BytesColumn();
        var large = new byte[100_000_000];
        large[^1] = 7;
        column.Append(large);
        Assert.Equal(7, column.Binary().GetBytes(0)[^1]);
        column.Clear();
        column.Append("small"u8);
        column.AppendNull();
        var values = column.Binary();
        Assert.True(values.GetBytes(0).SequenceEqual("small"u8));
        Assert.True(values.IsNull(1));
    }

    // Some are null or empty, some hold half a surrogate pair, which no encoding has.
    static string? Value(Random random) => random.Next(5) switch
    {
        0 => null,
        1 => "",
        2 => new string('語', random.Next(40)),
        3 => "half \ud83d pair",
        _ => string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => (char)random.Next(32, 0x3000))),
    };
}
