using Curation.Core.Errors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Curation.Encoders.Onnx;

/// <summary>Any encoder classifier that takes token ids, as an ONNX graph on the CPU by ONNX Runtime.</summary>
sealed class OnnxNetwork : IEncoderNetwork
{
    static readonly string[] s_inputs = ["input_ids", "attention_mask", "token_type_ids"];

    readonly InferenceSession _session;
    readonly string _output;
    readonly int _labels;

    /// <exception cref="ConfigException">The graph cannot be read, or takes or gives something else.</exception>
    public OnnxNetwork(string path, int labels) : this(path, labels, GraphOptimizationLevel.ORT_ENABLE_ALL)
    {
    }

    OnnxNetwork(string path, int labels, GraphOptimizationLevel level)
    {
        using var options = new SessionOptions { GraphOptimizationLevel = level };
        try { _session = new(path, options); }
        catch (OnnxRuntimeException error) { throw new ConfigException($"encoder-classifier: {path}: expected an ONNX graph that ONNX Runtime reads, found {error.Message.Split('\n')[0]}", error); }
        var (inputs, outputs) = (_session.InputMetadata, _session.OutputMetadata);
        if (!inputs.ContainsKey("input_ids") || inputs.Keys.Except(s_inputs).Any() || inputs.Values.Any(i => i.ElementDataType != TensorElementType.Int64))
            throw Unfit(path, $"64-bit inputs input_ids, attention_mask and token_type_ids, the first at least, found {string.Join(", ", inputs.Select(i => $"{i.Key} of {i.Value.ElementDataType}"))}");
        _output = outputs.ContainsKey("logits") ? "logits" : outputs.Count == 1 ? outputs.Keys.Single() : throw Unfit(path, $"an output logits, found {string.Join(", ", outputs.Keys)}");
        if (outputs[_output] is not { ElementDataType: TensorElementType.Float, Dimensions: [_, var width] } || (width > 0 && width != labels))
            throw Unfit(path, $"an output of texts × {labels} floats (config.json has {labels} labels), found {_output} of {outputs[_output].ElementDataType} [{string.Join(", ", outputs[_output].Dimensions)}]");
        _labels = labels;
    }

    /// <summary>Checks what a graph takes and gives, without making it fast first.</summary>
    /// <exception cref="ConfigException">The graph cannot be read, or takes or gives something else.</exception>
    public static void Check(string path, int labels) => new OnnxNetwork(path, labels, GraphOptimizationLevel.ORT_DISABLE_ALL).Dispose();

    /// <inheritdoc/>
    public BatchTokens BatchTokens => BatchTokens.Cpu;

    /// <inheritdoc/>
    public float[][] Run(TokenBatch batch)
    {
        NamedOnnxValue Input(string name) => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<long>(
            name switch { "input_ids" => batch.Ids, "attention_mask" => batch.Mask, _ => new long[batch.Ids.Length] }, [batch.Texts, batch.Length]));
        using var results = _session.Run([.. _session.InputMetadata.Keys.Select(Input)], [_output]);
        return [.. results[0].AsEnumerable<float>().Chunk(_labels)];
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    ConfigException Unfit(string path, string what)
    {
        _session.Dispose();
        return new($"encoder-classifier: {path}: expected {what}; export the classifier with its head, token ids in and logits out");
    }
}
