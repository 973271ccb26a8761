using System.Text;
using CsCheck;
using Curation.Core.Errors;
using Curation.Mixers.Tokenization;

namespace Curation.Tests.Mixers.Tokenization;

public sealed class BpeTests
{
    const string Text = "the cat sat on the mat, the cat ate 1234 rats.\nthe end\n\n  of it — über 猫 🐈";

    [Fact]
    public void Encode_AnyText_KeepsItsBytes() => Gen.String.Sample(text =>
    {
        var tokenizer = Train(300);
        var tokens = new List<ushort>();
        tokenizer.Encode(text, tokens);
        Assert.Equal(Encoding.UTF8.GetBytes(text), tokens.SelectMany(t => Bytes(tokenizer, t)));
    }, iter: 300);

    [Fact]
    public void Train_RepeatedWords_MakesThemOneToken()
    {
        var tokens = new List<ushort>();
        Train(300).Encode(" the", tokens);
        Assert.Single(tokens);
    }

    [Fact]
    public void Load_SavedFile_IsTheSameTokenizer()
    {
        var path = Path.GetTempFileName();
        var tokenizer = Train(280);
        tokenizer.Save(path);
        Assert.Equal(tokenizer.Hash, BpeTokenizer.Load(path).Hash);
        File.WriteAllText(path, "{ \"type\": \"bpe\", \"merges\": [[300, 1]] }");
        Assert.Contains("not there yet", Assert.Throws<ConfigException>(() => BpeTokenizer.Load(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "nonsense");
        Assert.Contains("cannot be read", Assert.Throws<ConfigException>(() => BpeTokenizer.Load(path)).Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    static BpeTokenizer Train(int vocabulary)
    {
        var trainer = new BpeTrainer();
        trainer.Add(Text);
        trainer.Add(Text);
        return trainer.Train(vocabulary);
    }

    static byte[] Bytes(BpeTokenizer tokenizer, int id) => id < 256 ? [(byte)id] : [.. Bytes(tokenizer, tokenizer.Merges[id - 257].Left), .. Bytes(tokenizer, tokenizer.Merges[id - 257].Right)];
}
