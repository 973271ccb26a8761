using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Curation.Mixers.Proxies;

/// <summary>
/// The proxy model: a plain decoder with RMS norms before each part, rotary positions, SwiGLU and tied embeddings, without biases.
/// It holds a stack of P models of one shape that share nothing: every tensor has a leading dimension P, and one pass runs them all,
/// which fills a GPU that a single small model leaves idle.
/// </summary>
public sealed class Decoder : IDisposable
{
    const double RotaryBase = 10_000;

    // Held here: a number that becomes a scalar within a call may be collected before the native code has read it.
    static readonly TorchSharp.Scalar s_one = 1f, s_oneToken = 1L, s_normEpsilon = 1e-5f;
    readonly ProxySize _size;
    readonly int _models, _vocabulary, _head;
    readonly Tensor[] _parameters;
    readonly Tensor _cosine, _sine;
    readonly ScalarType _compute;

    /// <summary>A stack of models with random weights.</summary>
    /// <param name="size">Their shape.</param>
    /// <param name="vocabulary">Token ids.</param>
    /// <param name="seeds">A seed a model: equal seeds give equal weights, whatever else is in the stack.</param>
    /// <param name="device">Where they live. On CUDA, matrix products are computed in bfloat16; weights stay in single precision.</param>
    public Decoder(ProxySize size, int vocabulary, IReadOnlyList<int> seeds, Device device)
    {
        (_size, _models, _vocabulary, _head) = (size, seeds.Count, vocabulary, size.Width / size.Heads);
        _compute = device.type == TorchSharp.DeviceType.CUDA ? ScalarType.BFloat16 : ScalarType.Float32;
        Layout = ParameterLayout.Of(size, vocabulary);
        using var scope = NewDisposeScope();
        Weights = zeros([_models, Layout.Count], device: CPU);
        for (var p = 0; p < _models; p++) Layout.Initialize(Weights.select(0, p), seeds[p]);
        Weights = Weights.to(device).MoveToOuterDisposeScope();
        Gradients = zeros_like(Weights).MoveToOuterDisposeScope();
        // Leaves that share memory with one flat matrix: the optimizer then takes a step for all of them at once.
        _parameters = [.. Layout.Parts.Select(part =>
        {
            var parameter = Weights.narrow(1, part.Offset, part.Count).view([_models, .. part.Shape]).detach().requires_grad_(true);
            parameter.grad = Gradients.narrow(1, part.Offset, part.Count).view([_models, .. part.Shape]);
            return parameter.DetachFromDisposeScope();
        })];
        // Computed here and not by operations with numbers, whose scalars TorchSharp does not hold while native code reads them.
        var angle = outer(
            tensor([.. Enumerable.Range(0, size.Context).Select(i => (float)i)]),
            tensor([.. Enumerable.Range(0, _head / 2).Select(i => (float)Math.Pow(RotaryBase, -2.0 * i / _head))]));
        _cosine = angle.cos().to(_compute).to(device).MoveToOuterDisposeScope();
        _sine = angle.sin().to(_compute).to(device).MoveToOuterDisposeScope();
        Weights.DetachFromDisposeScope();
        Gradients.DetachFromDisposeScope();
        _cosine.DetachFromDisposeScope();
        _sine.DetachFromDisposeScope();
    }

    /// <summary>Where each parameter lies in <see cref="Weights"/>.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>All weights, models × parameters.</summary>
    public Tensor Weights { get; }

    /// <summary>Their gradients, filled by backward passes.</summary>
    public Tensor Gradients { get; }

    /// <summary>Negative log-likelihood, nats, of each next token: models × (sequences · length).</summary>
    /// <param name="tokens">Token ids, models × sequences × length + 1, 64-bit.</param>
    public Tensor Losses(Tensor tokens)
    {
        var logits = Product(States(tokens), _parameters[0].transpose(1, 2)).to(float32);
        return cross_entropy(logits.view(-1, _vocabulary), Targets(tokens).reshape(-1), reduction: TorchSharp.torch.nn.Reduction.None).view(_models, -1);
    }

    /// <summary>
    /// Mean loss by model, nats a token, with its gradients added to <see cref="Gradients"/>. Logits, the largest tensors by far, are made,
    /// used for loss and gradient, and forgotten, a cache full at a time.
    /// </summary>
    /// <param name="tokens">Token ids, models × sequences × length + 1, 64-bit.</param>
    public Tensor Learn(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var states = States(tokens);
        var targets = Targets(tokens).reshape(_models, -1, 1);
        var rows = targets.shape[1];
        var share = tensor([1f / rows]).to(states.device);
        var part = Math.Clamp((_compute == ScalarType.Float32 ? 1L << 20 : 1L << 26) / ((long)_models * _vocabulary), 1, rows);
        var minus = tensor([-1f]).to(states.device).expand(_models, part, 1);
        var (losses, gradients) = (zeros([_models], device: states.device), zeros_like(states));
        using (no_grad())
        {
            var (x, table) = (states.detach(), _parameters[0].detach());
            var tableGradients = zeros_like(table);
            for (var row = 0L; row < rows; row += part)
            {
                using var inner = NewDisposeScope();
                var count = Math.Min(part, rows - row);
                var (some, wanted) = (x.narrow(1, row, count), targets.narrow(1, row, count));
                var likelihoods = Product(some, table.transpose(1, 2)).to(float32).softmax(-1);
                losses.sub_(likelihoods.gather(2, wanted).log().sum([1, 2]));
                // Softmax less 1 at the target is the gradient of a loss by its logits.
                likelihoods.scatter_add_(2, wanted, minus.narrow(1, 0, count));
                gradients.narrow(1, row, count).copy_(Product(likelihoods, table));
                tableGradients.add_(Product(likelihoods.transpose(1, 2), some).to(float32), s_one);
            }
            _parameters[0].grad!.add_(tableGradients * share, s_one);
            gradients.mul_(share);
        }
        (states * gradients).sum().backward();
        return (losses * share).MoveToOuterDisposeScope();
    }

    static Tensor Targets(Tensor tokens) => tokens.narrow(2, 1, tokens.shape[2] - 1);

    /// <summary>What the last layer makes of all tokens but the last.</summary>
    Tensor States(Tensor tokens)
    {
        var (sequences, length) = (tokens.shape[1], tokens.shape[2] - 1);
        var inputs = tokens.narrow(2, 0, length);
        var offsets = tensor([.. Enumerable.Range(0, _models).Select(m => (long)m * _vocabulary)]).to(tokens.device).view(-1, 1, 1);
        var table = _parameters[0];
        var x = table.reshape(_models * _vocabulary, _size.Width).index_select(0, inputs.add(offsets, s_oneToken).reshape(-1)).view(_models, -1, _size.Width);
        for (var layer = 0; layer < _size.Layers; layer++)
        {
            var at = 1 + 6 * layer;
            x = x.add(Attention(Norm(x, _parameters[at]), _parameters[at + 1], _parameters[at + 2], sequences, length), s_one);
            x = x.add(FeedForward(Norm(x, _parameters[at + 3]), _parameters[at + 4], _parameters[at + 5]), s_one);
        }
        return Norm(x, _parameters[^1]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var parameter in _parameters) parameter.Dispose();
        Weights.Dispose();
        Gradients.Dispose();
        _cosine.Dispose();
        _sine.Dispose();
    }

    Tensor Attention(Tensor x, Tensor queryKeyValue, Tensor output, long sequences, long length)
    {
        var heads = _size.Heads;
        var qkv = Product(x, queryKeyValue).view(_models * sequences, length, 3 * heads, _head).transpose(1, 2);
        var queryKey = Rotate(qkv.narrow(1, 0, 2 * heads), length);
        var mixed = scaled_dot_product_attention(queryKey.narrow(1, 0, heads), queryKey.narrow(1, heads, heads), qkv.narrow(1, 2 * heads, heads), is_casual: true);
        return Product(mixed.transpose(1, 2).reshape(_models, -1, _size.Width), output);
    }

    Tensor Rotate(Tensor x, long length)
    {
        var (cosine, sine) = (_cosine.narrow(0, 0, length), _sine.narrow(0, 0, length));
        var (first, second) = (x.narrow(-1, 0, _head / 2), x.narrow(-1, _head / 2, _head / 2));
        return cat([first * cosine - second * sine, (first * sine).add(second * cosine, s_one)], -1);
    }

    Tensor FeedForward(Tensor x, Tensor gateUp, Tensor down)
    {
        var both = Product(x, gateUp);
        return Product(silu(both.narrow(-1, 0, _size.Inner)) * both.narrow(-1, _size.Inner, _size.Inner), down);
    }

    static Tensor Norm(Tensor x, Tensor gain)
    {
        var wide = x.to(float32);
        return wide * (wide * wide).mean([-1], keepdim: true).add(s_normEpsilon, s_one).rsqrt() * gain.unsqueeze(1);
    }

    /// <summary>A matrix product by model. One model alone takes the plain product, which is faster on a CPU.</summary>
    Tensor Product(Tensor x, Tensor weights)
    {
        (x, weights) = (x.to(_compute), weights.to(_compute));
        return _models == 1 ? x.squeeze(0).mm(weights.squeeze(0)).unsqueeze(0) : x.bmm(weights);
    }
}
