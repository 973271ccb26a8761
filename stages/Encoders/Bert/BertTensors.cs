using Curation.Core.Errors;
using Curation.Encoders.Models;

namespace Curation.Encoders.Bert;

/// <summary>What a file of weights must hold, told from its header before a run starts.</summary>
static class BertTensors
{
    /// <summary>Checks that a file has the tensors of a config, with as many words as its tokenizer.</summary>
    /// <exception cref="ConfigException">They do not belong together, or are of another architecture.</exception>
    public static void Check(EncoderConfig config, string path, int largestToken)
    {
        RequireArchitecture(config, path);
        using var file = new SafetensorsFile(path);
        foreach (var (name, shape) in Of(config, file)) file.Find(name, shape);
        var words = file.Find($"{Encoder(config)}.embeddings.word_embeddings.weight", -1, config.HiddenSize)[0];
        if (largestToken >= words) throw new ConfigException($"encoder-classifier: {path}: expected a vector for each of {largestToken + 1} tokens of the tokenizer beside it, found {words}; tokenizer and weights do not belong together");
    }

    /// <exception cref="ConfigException">The config is of another architecture.</exception>
    public static void RequireArchitecture(EncoderConfig config, string path)
    {
        if (!(config.ModelType == "bert" || config.IsRoberta) || config.PositionEmbeddingType != "absolute")
            throw new ConfigException($"encoder-classifier: {path}: expected model_type bert, roberta, xlm-roberta or camembert with absolute positions, found {config.ModelType} with {config.PositionEmbeddingType}; other encoders are read as model.onnx");
        if (config.NumAttentionHeads < 1 || config.HiddenSize < 1 || config.HiddenSize % config.NumAttentionHeads != 0)
            throw new ConfigException($"encoder-classifier: {path}: expected a hidden_size that num_attention_heads divides, found {config.HiddenSize} and {config.NumAttentionHeads}");
        if (config.HiddenAct is not ("gelu" or "relu"))
            throw new ConfigException($"encoder-classifier: {path}: expected hidden_act gelu or relu, found {config.HiddenAct}; other encoders are read as model.onnx");
    }

    /// <summary>What names of the encoder's tensors begin with.</summary>
    public static string Encoder(EncoderConfig config) => config.IsRoberta ? "roberta" : "bert";

    /// <summary>Names of the head's two products.</summary>
    public static (string Pooler, string Head) Heads(EncoderConfig config) => config.IsRoberta ? ("classifier.dense", "classifier.out_proj") : ("bert.pooler.dense", "classifier");

    static List<(string Name, long[] Shape)> Of(EncoderConfig config, SafetensorsFile file)
    {
        var (encoder, width, (pooler, head)) = (Encoder(config), config.HiddenSize, Heads(config));
        List<(string Name, long[] Shape)> tensors =
        [
            ($"{encoder}.embeddings.word_embeddings.weight", [-1, width]),
            ($"{encoder}.embeddings.position_embeddings.weight", [config.MaxPositionEmbeddings, width]),
            ($"{encoder}.embeddings.token_type_embeddings.weight", [-1, width]),
        ];
        void Product(string name, long outputs, long inputs) => tensors.AddRange([($"{name}.weight", [outputs, inputs]), ($"{name}.bias", [outputs])]);
        void Norm(string name) => tensors.AddRange(file.Has($"{name}.gamma") ? [($"{name}.gamma", [width]), ($"{name}.beta", [width])] : [($"{name}.weight", [width]), ($"{name}.bias", [width])]);
        Norm($"{encoder}.embeddings.LayerNorm");
        for (var i = 0; i < config.NumHiddenLayers; i++)
        {
            var layer = $"{encoder}.encoder.layer.{i}";
            foreach (var part in new[] { "query", "key", "value" }) Product($"{layer}.attention.self.{part}", width, width);
            Product($"{layer}.attention.output.dense", width, width);
            Norm($"{layer}.attention.output.LayerNorm");
            var inner = file.Find($"{layer}.intermediate.dense.weight", -1, width)[0];
            Product($"{layer}.intermediate.dense", inner, width);
            Product($"{layer}.output.dense", width, inner);
            Norm($"{layer}.output.LayerNorm");
        }
        Product(pooler, width, width);
        Product(head, config.Labels.Length, width);
        return tensors;
    }
}
