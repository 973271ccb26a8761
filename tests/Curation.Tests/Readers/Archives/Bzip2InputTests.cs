using System.Text;
using Curation.Stages.Readers.Archives;
using SharpCompress.Compressors;
using SharpCompress.Compressors.BZip2;

namespace Curation.Tests.Readers.Archives;

public sealed class Bzip2InputTests
{
    static readonly byte[] s_text = Text(2_500_000);
    static readonly byte[] s_packed = Pack(s_text);

    [Fact]
    public void Read_BlocksOfOneStream_GiveTheContent() => Assert.Equal(s_text, Read(s_packed).Bytes);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(260)]
    [InlineData(70_000)]
    public void Read_RunsOfOneByte_AreExpanded(int length)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, (byte)'a');
        Assert.Equal(bytes, Read(Pack(bytes)).Bytes);
    }

    [Fact]
    public void Read_RandomBytes_AreAsTheyWere()
    {
        var random = new Random(5);
        for (var round = 0; round < 20; round++)
        {
            var bytes = new byte[random.Next(1, 60_000)];
            random.NextBytes(bytes);
            for (var i = 0; i < bytes.Length && round % 2 == 0; i++) bytes[i] %= 3;
            Assert.Equal(bytes, Read(Pack(bytes)).Bytes);
        }
    }

    [Fact]
    public void Read_SeveralStreamsAndPadding_AreOneContent()
    {
        byte[] packed = [.. Pack(s_text[..1000]), .. Pack([]), .. Pack(s_text[1000..90_000]), .. new byte[512]];
        var read = Read(packed);
        Assert.Equal(s_text[..90_000], read.Bytes);
        Assert.Empty(read.Damage);
    }

    [Fact]
    public void Read_FromEveryBlock_GivesTheRest()
    {
        using var whole = new Bzip2Input(MemoryInput.Of(s_packed), 0);
        var places = new List<(long Position, long Place)>();
        while (whole.Fill())
        {
            for (var i = 0; i < whole.Window.Length; i += 1000)
                if (whole.PlaceOf(whole.Position + i) is var place && (places.Count == 0 || places[^1].Place != place)) places.Add((whole.Position + i, place));
            whole.Advance(whole.Window.Length);
        }
        Assert.Equal(3, places.Count);
        Assert.Equal(s_text.Length, Read(s_packed, places[0].Place).Bytes.Length);
        foreach (var (position, place) in places[1..])
        {
            var rest = Read(s_packed, place).Bytes;
            Assert.Equal(s_text[^rest.Length..], rest);
            Assert.InRange(s_text.Length - rest.Length, position - 1000, position);
        }
    }

    [Fact]
    public void Read_DamagedBlock_IsToldAndTheNextOnesAreRead()
    {
        var broken = (byte[])s_packed.Clone();
        for (var i = 0; i < 40; i++) broken[broken.Length / 2 + i] ^= 0x55;
        var read = Read(broken);

        Assert.Contains("at byte", Assert.Single(read.Damage), StringComparison.Ordinal);
        Assert.InRange(read.Bytes.Length, 900_000, s_text.Length - 100_000);
    }

    [Fact]
    public void Read_CutFile_TellsTheEnd()
    {
        foreach (var cut in (int[])[3, 30, s_packed.Length / 2, s_packed.Length - 3])
            Assert.NotEmpty(Read(s_packed[..cut]).Damage);
    }

    [Fact]
    public void Read_MutatedBytes_NeverThrow()
    {
        var random = new Random(11);
        var packed = Pack(s_text[..30_000]);
        for (var round = 0; round < 400; round++)
        {
            var bytes = (byte[])packed.Clone();
            for (var i = random.Next(1, 6); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var read = Read(bytes[..random.Next(1, bytes.Length + 1)]);
            Assert.True(read.Damage.Count > 0 || read.Bytes.AsSpan().SequenceEqual(s_text.AsSpan(0, 30_000)));
        }
    }

    static (byte[] Bytes, List<string> Damage) Read(byte[] packed, long start = 0)
    {
        using var input = new Bzip2Input(MemoryInput.Of(packed), start);
        using var target = new MemoryStream();
        var damage = new List<string>();
        while (true)
        {
            while (input.Fill())
            {
                target.Write(input.Window);
                input.Advance(input.Window.Length);
            }
            if (input.Damage is null) return (target.ToArray(), damage);
            damage.Add(input.Damage);
            if (!input.Recover()) return (target.ToArray(), damage);
        }
    }

    internal static byte[] Pack(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var packer = BZip2Stream.Create(target, CompressionMode.Compress, false, leaveOpen: true)) packer.Write(bytes);
        return target.ToArray();
    }

    static byte[] Text(int length)
    {
        var random = new Random(3);
        var text = new StringBuilder();
        while (text.Length < length) text.Append("word").Append((int)(Math.Pow(random.NextDouble(), 3) * 9000)).Append(random.Next(12) == 0 ? ".\n" : " ");
        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }
}
