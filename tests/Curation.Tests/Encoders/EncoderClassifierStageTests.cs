using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Encoders;
using Curation.Encoders.Tokens;
using Curation.Torch;

namespace Curation.Tests.Encoders;

public sealed class EncoderClassifierStageTests
{
    static readonly string[] s_texts = ["The cells divided.", "", "Buy now, cheap! Buy now.", string.Join(' ', Enumerable.Repeat("a lemma and its proof", 50)), "gossip starring a star"];

    [Fact]
    public async Task ApplyAsync_RegressionHead_RecordsTheOutputItself()
    {
        using var bert = new TinyBert();
        var tokenizer = EncoderTokenizers.Load([Path.Combine(bert.Folder, "vocab.txt")]);
        var verdicts = await ApplyAsync(bert.Options with { Signal = "edu_score" }, s_texts);
        for (var i = 0; i < s_texts.Length; i++)
        {
            var expected = BertOracle.Outputs(bert, tokenizer.Encode(s_texts[i], TinyBert.Positions))[0];
            Assert.Equal(expected, Assert.IsType<Verdict.Kept>(verdicts[i]).Document.Signals["edu_score"]!.Value, 1e-4);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("multi_label_classification")]
    public async Task ApplyAsync_SeveralLabels_RecordsTheProbabilityOfEach(string? problem)
    {
        using var bert = new TinyBert(3, problem);
        var tokenizer = EncoderTokenizers.Load([Path.Combine(bert.Folder, "vocab.txt")]);
        var kept = Assert.IsType<Verdict.Kept>((await ApplyAsync(bert.Options with { Label = "Label 1" }, s_texts))[0]).Document;
        var outputs = BertOracle.Outputs(bert, tokenizer.Encode(s_texts[0], TinyBert.Positions));
        var expected = outputs.Select(o => problem is null ? Math.Exp(o) / outputs.Sum(Math.Exp) : 1 / (1 + Math.Exp(-o))).ToArray();
        Assert.Equal(["encoder_score_label_0", "encoder_score", "encoder_score_label_2"], kept.Signals.Select(s => s.Name));
        Assert.All(kept.Signals.Zip(expected), p => Assert.Equal(p.Second, p.First.Value, 1e-5));
        Assert.Equal(kept.Signals.Select(s => s.Name), EncoderClassifierStage.NamedSignals(bert.Options with { Label = "Label 1" }).Select(s => s.Name));
    }

    [Fact]
    public async Task ApplyAsync_Threshold_DropsWhatIsBelowWithItsScore()
    {
        using var bert = new TinyBert();
        var scores = (await ApplyAsync(bert.Options, s_texts)).Select(v => ((Verdict.Kept)v).Document.Signals["encoder_score"]!.Value).ToArray();
        var least = scores.Order().ElementAt(2);
        var verdicts = await ApplyAsync(bert.Options with { MinScore = least }, s_texts);
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] >= least) Assert.IsType<Verdict.Kept>(verdicts[i]);
            else Assert.Equal(("encoder-classifier.low-score", scores[i]), (Assert.IsType<Verdict.Dropped>(verdicts[i]).Reason.Id, ((Verdict.Dropped)verdicts[i]).Document.Signals["encoder_score"]!.Value));
        }
        Assert.Equal(2, verdicts.Count(v => v is Verdict.Dropped));
    }

    [Fact]
    public async Task ApplyAsync_StoredOutputs_AreUsedInPlaceOfTheModel()
    {
        using var bert = new TinyBert();
        var services = new StageServices();
        var first = await ApplyAsync(bert.Options, s_texts, services);
        // One by one and in another order: batches are others, scores come from the store, to the bit.
        using var stage = EncoderClassifierStage.Create(bert.Options, services);
        foreach (var (text, verdict) in s_texts.Zip(first).Reverse())
        {
            var again = await stage.ApplyAsync([Document(text)], TestContext.Current.CancellationToken);
            Assert.Equal(((Verdict.Kept)verdict).Document.Signals, ((Verdict.Kept)again[0]).Document.Signals);
        }
    }

    [Fact]
    public void Files_OfAModel_AreAllThatDecides()
    {
        using var bert = new TinyBert();
        Assert.Equal(["config.json", "model.safetensors", "vocab.txt"], EncoderClassifierStage.Files(bert.Options).Select(Path.GetFileName));
        bert.Write("tokenizer_config.json", "{}");
        Assert.Contains("tokenizer_config.json", EncoderClassifierStage.Files(bert.Options).Select(Path.GetFileName));
        Assert.Equal(bert.Options, EncoderClassifierStage.Semantics(bert.Options with { Device = DeviceChoice.Cuda }));
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("roberta")]
    public void Files_WeightsWithoutOneTensor_NamesIt(string family)
    {
        using var bert = new TinyBert(family: family);
        Assert.NotEmpty(EncoderClassifierStage.Files(bert.Options));
        var path = Path.Combine(bert.Folder, "model.safetensors");
        var whole = File.ReadAllText(path, System.Text.Encoding.Latin1);
        foreach (var name in bert.Weights.Keys)
        {
            File.WriteAllText(path, whole.Replace($"\"{name}\"", $"\"{new string('x', name.Length)}\"", StringComparison.Ordinal), System.Text.Encoding.Latin1);
            Assert.Contains($"expected a tensor {name} ", Assert.Throws<ConfigException>(() => EncoderClassifierStage.Files(bert.Options)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Files_ModelThatCannotBeUsed_SaysWhatIsExpected()
    {
        using var bert = new TinyBert(3);
        string Fails(EncoderClassifierOptions options) => Assert.Throws<ConfigException>(() => EncoderClassifierStage.Files(options).ToArray()).Message;
        Assert.Contains("Label 0, Label 1, Label 2", Fails(bert.Options), StringComparison.Ordinal);
        Assert.Contains("found spam", Fails(bert.Options with { Label = "spam" }), StringComparison.Ordinal);
        Assert.Contains("does not exist", Fails(bert.Options with { Model = bert.Folder + "/none" }), StringComparison.Ordinal);
        var labelled = bert.Options with { Label = "Label 0" };
        bert.Write("vocab.txt", string.Join('\n', [.. TinyBert.Vocabulary, "more"]));
        Assert.Contains($"each of {TinyBert.Vocabulary.Length + 1} tokens", Fails(labelled), StringComparison.Ordinal);
        bert.Write("vocab.txt", "no\nvocabulary");
        Assert.Contains("[UNK]", Fails(labelled), StringComparison.Ordinal);
        bert.Write("vocab.txt", string.Join('\n', TinyBert.Vocabulary));
        using (var other = new TinyBert(2)) File.Copy(Path.Combine(other.Folder, "model.safetensors"), Path.Combine(bert.Folder, "model.safetensors"), overwrite: true);
        Assert.Contains("classifier.weight of shape [3, 32], found [2, 32]", Fails(labelled), StringComparison.Ordinal);
        bert.Write("model.safetensors", "no weights");
        Assert.Contains("in the format safetensors", Fails(labelled), StringComparison.Ordinal);
        File.Delete(Path.Combine(bert.Folder, "model.safetensors"));
        Assert.Contains("model.safetensors or model.onnx", Fails(bert.Options with { Label = "Label 0" }), StringComparison.Ordinal);
        bert.Write("config.json", "[]");
        bert.Write("model.onnx", "");
        Assert.Contains("config.json", Fails(bert.Options), StringComparison.Ordinal);
    }

    static async Task<IReadOnlyList<Verdict>> ApplyAsync(EncoderClassifierOptions options, string[] texts, StageServices? services = null)
    {
        using var stage = EncoderClassifierStage.Create(options, services ?? new());
        return await stage.ApplyAsync([.. texts.Select(Document)], TestContext.Current.CancellationToken);
    }

    static Document Document(string text) => new() { Id = "1", Source = "crawl", Text = text, Provenance = new("f", 0, 1) };
}
