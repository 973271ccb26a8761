using System.Buffers.Binary;
using Curation.Core.Errors;
using Curation.Core.Statistics;
using Curation.Mixers.TrainingSets;

namespace Curation.Tests.Mixers.TrainingSets;

public sealed class TokenFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tokens").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData(65536, 2, 8)]
    [InlineData(65537, 4, 4)]
    public void Complete_Index_IsThatOfMegatron(int vocabulary, int width, int type)
    {
        var path = Path.Combine(_folder, "x");
        using (var file = new TokenFile(path, vocabulary))
        {
            file.Write([1, 2, 65535]);
            file.Write([9]);
            file.Complete();
        }
        var (data, index) = (File.ReadAllBytes(path + ".bin"), File.ReadAllBytes(path + ".idx"));
        Assert.Equal(4 * width, data.Length);
        Assert.Equal(65535, width == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(data.AsSpan(4)) : BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(8)));
        byte[] expected = [.. "MMIDIDX\0\0"u8, 1, 0, 0, 0, 0, 0, 0, 0, (byte)type, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0,
            3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)(3 * width), 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal(expected, index);
        Assert.Equal([3, 1], TokenFile.ReadLengths(path + ".idx"));
    }

    [Fact]
    public void Write_IdBeyondTheVocabulary_Fails()
    {
        using var file = new TokenFile(Path.Combine(_folder, "x"), 1000);
        Assert.Throws<OverflowException>(() => file.Write([70_000]));
    }

    [Fact]
    public void Encode_NamesOfSpecialTokens_StayText()
    {
        var encoder = TextEncoder.Create("o200k");
        Assert.Equal(199999, encoder.EndOfText);
        Assert.True(encoder.Vocabulary > 1 << 16);
        var ids = encoder.Encode("a page about <|endoftext|> and <|endofprompt|>.");
        Assert.DoesNotContain(encoder.EndOfText, ids);
        Assert.True(ids.Max() < 199998);
    }

    [Fact]
    public void Create_UnknownNameOrEnd_SaysWhatThereIs()
    {
        Assert.Contains("expected o200k, cl100k, bytes", Assert.Throws<ConfigException>(() => TextEncoder.Create("gpt9")).Message, StringComparison.Ordinal);
        Assert.Contains("--end-of-text", Assert.Throws<ConfigException>(() => TextEncoder.Create("cl100k", "<eot>")).Message, StringComparison.Ordinal);
    }
}
