using static TorchSharp.torch;

namespace Curation.Mixers.Proxies;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019) over a stack of models that must not touch each other: gradients are clipped to 1 by each model's own
/// norm, each has its own learning rate, and one that diverged stands still.
/// </summary>
sealed class StackOptimizer : IDisposable
{
    const double Beta1 = 0.9, Beta2 = 0.95, Epsilon = 1e-8;

    // Held here and below: a number that becomes a scalar within a call may be collected before the native code has read it.
    static readonly TorchSharp.Scalar s_zero = 0, s_one = 1.0, s_tiny = 1e-6, s_decay = 0.1, s_beta1 = Beta1, s_rest1 = 1 - Beta1, s_beta2 = Beta2, s_rest2 = 1 - Beta2;
    readonly Decoder _decoder;
    readonly Tensor _mask;

    public StackOptimizer(Decoder decoder)
    {
        _decoder = decoder;
        First = zeros_like(decoder.Weights);
        Second = zeros_like(decoder.Weights);
        _mask = decoder.Layout.DecayMask(decoder.Weights.device);
    }

    /// <summary>Running means of the gradients.</summary>
    public Tensor First { get; }

    /// <summary>Running means of their squares.</summary>
    public Tensor Second { get; }

    /// <summary>Takes a step and clears the gradients.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="rates">Learning rate by model; 0 leaves a model as it is.</param>
    public void Step(int step, double[] rates)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var gradients = _decoder.Gradients;
        var rate = tensor(rates, float32).to(gradients.device).unsqueeze(1);
        var stands = rate.eq(s_zero);
        if (rates.Contains(0)) gradients.masked_fill_(stands, s_zero);
        var norm = (gradients * gradients).sum([1], keepdim: true).sqrt();
        gradients.mul_(norm.add(s_tiny, s_one).reciprocal().clamp(max: s_one));
        First.mul_(s_beta1).add_(gradients, s_rest1);
        Second.mul_(s_beta2).addcmul_(gradients, gradients, s_rest2);
        var scale = Math.Sqrt(1 - Math.Pow(Beta2, step));
        TorchSharp.Scalar floor = Epsilon * scale, unbiased = scale / (1 - Math.Pow(Beta1, step));
        var update = (First / Second.sqrt().add_(floor, s_one)).mul_(unbiased);
        update.addcmul_(_decoder.Weights, _mask, s_decay).mul_(rate);
        if (rates.Contains(0)) update.masked_fill_(stands, s_zero);
        _decoder.Weights.sub_(update);
        gradients.zero_();
        GC.KeepAlive(floor);
        GC.KeepAlive(unbiased);
    }

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        _mask.Dispose();
    }
}
