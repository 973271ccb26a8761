using Curation.Core.Errors;
using Curation.Encoders.Models;
using Curation.Torch;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Curation.Encoders.Bert;

/// <summary>
/// BERT with its pooler and a linear head (Devlin et al. 2018; Hugging Face's <c>BertForSequenceClassification</c>) in single precision, and
/// RoBERTa and XLM-RoBERTa, whose head has the pooler's product and whose positions begin behind the padding's.
/// </summary>
sealed class BertNetwork : IEncoderNetwork
{
    /// <summary>Held: TorchSharp would make a new one of every sum and not hold it.</summary>
    static readonly Scalar s_one = 1;

    readonly EncoderConfig _config;
    readonly Device _device;
    readonly BertWeights _weights;
    readonly Tensor _words, _positions;
    readonly Affine _norm, _pooler, _head;
    readonly BertLayer[] _layers;
    readonly Func<Tensor, Tensor> _activation;

    /// <exception cref="ConfigException">Config and weights do not fit, or are of another architecture.</exception>
    public BertNetwork(EncoderConfig config, string path, DeviceChoice device)
    {
        BertTensors.RequireArchitecture(config, path);
        _activation = config.HiddenAct == "relu" ? x => relu(x) : x => gelu(x);
        (_config, _device) = (config, TorchRuntime.Device(device));
        BatchTokens = _device.type == DeviceType.CUDA ? BatchTokens.Gpu : BatchTokens.Cpu;
        using var file = new SafetensorsFile(path);
        _weights = new(file, BertTensors.Encoder(config), _device);
        var width = config.HiddenSize;
        _words = _weights.Table("embeddings.word_embeddings.weight", width);
        using (var scope = NewDisposeScope())
        {
            // All of a text is of the first kind, so that its vector can be part of the positions'.
            var kinds = _weights.Table("embeddings.token_type_embeddings.weight", width);
            _positions = _weights.Table("embeddings.position_embeddings.weight", width).add_(kinds[0], s_one);
        }
        _norm = _weights.Norm("embeddings.LayerNorm", width);
        _layers = [.. Enumerable.Range(0, config.NumHiddenLayers).Select(i => BertLayer.Load(_weights, $"encoder.layer.{i}", width))];
        var (pooler, head) = BertTensors.Heads(config);
        _pooler = _weights.Head(pooler, width, width);
        _head = _weights.Head(head, config.Labels.Length, width);
    }

    /// <inheritdoc/>
    public BatchTokens BatchTokens { get; }

    /// <inheritdoc/>
    public float[][] Run(TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var (texts, length, width) = (batch.Texts, batch.Length, _config.HiddenSize);
        var ids = tensor(batch.Ids).to(_device);
        var x = _words.index_select(0, ids).view(texts, length, width).add_(_positions.narrow(0, _config.FirstPosition, length), s_one);
        x = Normalize(x, _norm);
        // Padding is seen by nobody: zero for tokens, minus infinity for what fills up.
        using var mask = batch.IsFull ? null : tensor(batch.Mask.Select(m => m == 1 ? 0f : float.NegativeInfinity).ToArray(), [texts, 1, 1, length]).to(_device).DetachFromDisposeScope();
        foreach (var layer in _layers)
        {
            using var inner = NewDisposeScope();
            x = Layer(x, layer, mask).MoveToOuterDisposeScope();
        }
        var pooled = linear(x.select(1, 0), _pooler.Weight, _pooler.Bias).tanh();
        var outputs = linear(pooled, _head.Weight, _head.Bias).cpu().data<float>().ToArray();
        return [.. outputs.Chunk(outputs.Length / texts)];
    }

    /// <inheritdoc/>
    public void Dispose() => _weights.Dispose();

    Tensor Layer(Tensor x, BertLayer layer, Tensor? mask)
    {
        var (texts, length, width) = (x.shape[0], x.shape[1], x.shape[2]);
        var heads = _config.NumAttentionHeads;
        var qkv = linear(x, layer.QueryKeyValue.Weight, layer.QueryKeyValue.Bias).view(texts, length, 3, heads, width / heads).permute(2, 0, 3, 1, 4);
        var seen = mask?.expand(texts, heads, length, length);
        var mixed = scaled_dot_product_attention(qkv[0], qkv[1], qkv[2], seen).transpose(1, 2).reshape(texts, length, width);
        x = Normalize(linear(mixed, layer.Mixed.Weight, layer.Mixed.Bias).add_(x, s_one), layer.MixedNorm);
        var wide = _activation(linear(x, layer.Inner.Weight, layer.Inner.Bias));
        return Normalize(linear(wide, layer.Outer.Weight, layer.Outer.Bias).add_(x, s_one), layer.OuterNorm);
    }

    Tensor Normalize(Tensor x, Affine norm) => layer_norm(x, [_config.HiddenSize], norm.Weight, norm.Bias, _config.LayerNormEps);
}
