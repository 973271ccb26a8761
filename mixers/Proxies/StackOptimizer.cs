using static TorchSharp.torch;

namespace Curation.Mixers.Proxies;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019) over a stack of models that must not touch each other: gradients are clipped by each model's own
/// norm, each has its own learning rate, and one that diverged stands still.
/// </summary>
sealed class StackOptimizer : IDisposable
{
    const double Beta1 = 0.9, Beta2 = 0.95, Epsilon = 1e-8, Decay = 0.1, Clip = 1;
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
        var stands = rate.eq(0);
        if (rates.Contains(0)) gradients.masked_fill_(stands, 0);
        var norm = gradients.square().sum([1], keepdim: true).sqrt();
        gradients.mul_((Clip / (norm + 1e-6)).clamp(max: 1));
        First.mul_(Beta1).add_(gradients, 1 - Beta1);
        Second.mul_(Beta2).addcmul_(gradients, gradients, 1 - Beta2);
        var scale = Math.Sqrt(1 - Math.Pow(Beta2, step));
        var update = First / (Second.sqrt().add_(Epsilon * scale)) * (scale / (1 - Math.Pow(Beta1, step)));
        update.addcmul_(_decoder.Weights, _mask, Decay).mul_(rate);
        if (rates.Contains(0)) update.masked_fill_(stands, 0);
        _decoder.Weights.sub_(update);
        gradients.zero_();
    }

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        _mask.Dispose();
    }
}
