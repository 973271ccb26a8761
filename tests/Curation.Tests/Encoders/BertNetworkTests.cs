using Curation.Core.Errors;
using Curation.Encoders;
using Curation.Encoders.Bert;
using Curation.Encoders.Models;
using Curation.Torch;

namespace Curation.Tests.Encoders;

public sealed class BertNetworkTests
{
    static readonly int[][] s_texts = [[2, 4, 5, 6, 7, 8, 3], [2, 3], [2, 9, 10, 11, 12, 13, 17, 14, 15, 16, 19, 4, 20, 21, 22, 23, 3], [2, 28, 29, 30, 3]];

    [Theory]
    [InlineData(1, "F32", "bert")]
    [InlineData(3, "F16", "bert")]
    [InlineData(2, "BF16", "bert")]
    [InlineData(1, "F32", "roberta")]
    [InlineData(3, "BF16", "xlm-roberta")]
    [InlineData(2, "F16", "camembert")]
    public void Run_TextsOfAnyLengthInOneBatch_EqualsTheOracle(int labels, string type, string family)
    {
        using var bert = new TinyBert(labels, type: type, family: family);
        using var network = Load(bert);
        var found = network.Run(TokenBatch.Of(s_texts, padding: 0));
        for (var i = 0; i < s_texts.Length; i++)
        {
            var expected = BertOracle.Outputs(bert, s_texts[i]);
            Assert.Equal(labels, found[i].Length);
            Assert.InRange(expected.Zip(found[i], (a, b) => Math.Abs(a - b)).Max(), 0, 2e-5);
        }
    }

    [Fact]
    public void Run_MorePaddingOrAnotherBatch_GivesTheSame()
    {
        using var bert = new TinyBert(2);
        using var network = Load(bert);
        var together = network.Run(TokenBatch.Of(s_texts, padding: 0));
        for (var i = 0; i < s_texts.Length; i++)
        {
            var alone = network.Run(TokenBatch.Of([s_texts[i]], padding: 0))[0];
            var beside = network.Run(TokenBatch.Of([s_texts[i], .. Enumerable.Repeat(Enumerable.Repeat(5, TinyBert.Positions).ToArray(), 3)], padding: 9))[0];
            Assert.InRange(alone.Zip(together[i], (a, b) => Math.Abs(a - b)).Max(), 0, 1e-5f);
            Assert.InRange(alone.Zip(beside, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-5f);
        }
    }

    [Fact]
    public void Run_OtherWeights_GivesOtherOutputs()
    {
        using var one = new TinyBert();
        using var other = new TinyBert(seed: 8);
        using var first = Load(one);
        using var second = Load(other);
        Assert.NotInRange(Math.Abs(first.Run(TokenBatch.Of(s_texts, 0))[0][0] - second.Run(TokenBatch.Of(s_texts, 0))[0][0]), 0, 1e-3f);
    }

    /// <summary>The members that FineWeb-Edu's classifier (snowflake-arctic-embed-m with one output) has in its config.json.</summary>
    [Theory]
    [InlineData("F32")]
    [InlineData("F16")]
    [InlineData("BF16")]
    public void Load_ConfigOfFineWebEdusClassifier_IsARegression(string type)
    {
        using var bert = new TinyBert(type: type);
        bert.Write("config.json", $$"""
            {
              "_name_or_path": "Snowflake/snowflake-arctic-embed-m", "architectures": ["BertForSequenceClassification"], "attention_probs_dropout_prob": 0.1,
              "classifier_dropout": 0.0, "gradient_checkpointing": false, "hidden_act": "gelu", "hidden_dropout_prob": 0.0, "hidden_size": {{TinyBert.Width}},
              "id2label": { "0": "LABEL_0" }, "initializer_range": 0.02, "intermediate_size": {{TinyBert.Inner}}, "label2id": { "LABEL_0": 0 }, "layer_norm_eps": 1e-12,
              "max_position_embeddings": {{TinyBert.Positions}}, "model_type": "bert", "num_attention_heads": {{TinyBert.Heads}}, "num_hidden_layers": {{TinyBert.Layers}}, "pad_token_id": 0,
              "position_embedding_type": "absolute", "problem_type": "regression", "torch_dtype": "float32", "transformers_version": "4.40.1", "type_vocab_size": 2,
              "use_cache": true, "vocab_size": {{TinyBert.Vocabulary.Length}}
            }
            """);
        var config = EncoderConfig.Load(Path.Combine(bert.Folder, "config.json"));
        Assert.Equal(("LABEL_0", TinyBert.Positions), (Assert.Single(config.Labels), config.MaxTokens));
        using var network = Load(bert);
        Assert.Equal(BertOracle.Outputs(bert, s_texts[0])[0], Assert.Single(network.Run(TokenBatch.Of([s_texts[0]], 0))[0]), 2e-5);
        // Written by hand: a number in place of names.
        Assert.Equal("LABEL_0", Assert.Single((config with { Id2label = null, NumLabels = 1 }).Labels));
    }

    [Fact]
    public void Load_ConfigThatDoesNotFit_SaysWhatIsExpected()
    {
        using var bert = new TinyBert();
        var config = EncoderConfig.Load(Path.Combine(bert.Folder, "config.json"));
        string Fails(EncoderConfig wrong) => Assert.Throws<ConfigException>(() => new BertNetwork(wrong, Path.Combine(bert.Folder, "model.safetensors"), DeviceChoice.Cpu)).Message;
        Assert.Contains("expected model_type bert", Fails(config with { ModelType = "deberta-v2" }), StringComparison.Ordinal);
        Assert.Contains("num_attention_heads", Fails(config with { NumAttentionHeads = 5 }), StringComparison.Ordinal);
        Assert.Contains("hidden_act", Fails(config with { HiddenAct = "silu" }), StringComparison.Ordinal);
        Assert.Contains("encoder.layer.2.attention.self.query.weight", Fails(config with { NumHiddenLayers = 3 }), StringComparison.Ordinal);
        Assert.Contains("of shape [any, 64]", Fails(config with { HiddenSize = 64 }), StringComparison.Ordinal);
        Assert.Contains("classifier.weight of shape [2, 32]", Fails(config with { Id2label = null }), StringComparison.Ordinal);
    }

    /// <summary>Damaged files are refused, never read past their end: fixed seed.</summary>
    [Fact]
    public void Load_DamagedWeights_ThrowsOnlyThatItIsConfig()
    {
        using var bert = new TinyBert();
        var path = Path.Combine(bert.Folder, "model.safetensors");
        var (bytes, random, refused) = (File.ReadAllBytes(path), new Random(11), 0);
        for (var round = 0; round < 60; round++)
        {
            var damaged = bytes.AsSpan(0, round % 3 == 0 ? random.Next(bytes.Length) : bytes.Length).ToArray();
            for (var i = 0; i < 5 && damaged.Length > 0; i++) damaged[random.Next(Math.Min(damaged.Length, 3000))] = (byte)random.Next(256);
            File.WriteAllBytes(path, damaged);
            try { Load(bert).Dispose(); }
            catch (ConfigException error)
            {
                refused++;
                Assert.Contains(path, error.Message, StringComparison.Ordinal);
            }
        }
        Assert.InRange(refused, 40, 60);
    }

    static BertNetwork Load(TinyBert bert) => new(EncoderConfig.Load(Path.Combine(bert.Folder, "config.json")), Path.Combine(bert.Folder, "model.safetensors"), DeviceChoice.Auto);
}
