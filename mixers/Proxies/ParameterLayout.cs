using static TorchSharp.torch;

namespace Curation.Mixers.Proxies;

/// <summary>Where each parameter of a decoder lies in its flat vector of weights.</summary>
/// <param name="Parts">The parameters in order: embeddings; by layer attention norm, query-key-value, output, feed-forward norm, gate and up, down; final norm.</param>
/// <param name="Count">Weights in all.</param>
public sealed record ParameterLayout(IReadOnlyList<ParameterPart> Parts, long Count)
{
    /// <summary>The layout of a shape.</summary>
    public static ParameterLayout Of(ProxySize size, int vocabulary)
    {
        var parts = new List<ParameterPart>();
        var offset = 0L;
        var small = 0.02;
        // Parts that add to the residual stream start smaller, the more of them there are (GPT-2).
        var residual = small / Math.Sqrt(2 * size.Layers);
        Add(small, vocabulary, size.Width);
        for (var layer = 0; layer < size.Layers; layer++)
        {
            Add(0, size.Width);
            Add(Math.Min(small * 4, 1 / Math.Sqrt(size.Width)), size.Width, 3 * size.Width);
            Add(residual, size.Width, size.Width);
            Add(0, size.Width);
            Add(Math.Min(small * 4, 1 / Math.Sqrt(size.Width)), size.Width, 2 * size.Inner);
            Add(residual, size.Inner, size.Width);
        }
        Add(0, size.Width);
        return new(parts, offset);

        void Add(double deviation, params long[] shape)
        {
            var count = shape.Aggregate(1L, (a, b) => a * b);
            parts.Add(new(shape, offset, count, deviation));
            offset += count;
        }
    }

    /// <summary>Fills one model's weights: normal matrices, gains of 1.</summary>
    public void Initialize(Tensor weights, int seed)
    {
        using var generator = new Generator((ulong)seed, CPU);
        foreach (var part in Parts)
        {
            using var target = weights.narrow(0, part.Offset, part.Count);
            if (part.Deviation == 0) target.fill_(1);
            else
            {
                using var values = normal(0, (float)part.Deviation, [part.Count], generator: generator);
                target.copy_(values);
            }
        }
    }

    /// <summary>1 where weights decay (matrices), 0 where they do not (gains).</summary>
    public Tensor DecayMask(Device device)
    {
        var mask = zeros([Count]);
        foreach (var part in Parts.Where(p => p.Shape.Length > 1))
        {
            using var target = mask.narrow(0, part.Offset, part.Count);
            target.fill_(1);
        }
        return mask.to(device);
    }
}

/// <summary>One parameter.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Offset">First weight.</param>
/// <param name="Count">Weights.</param>
/// <param name="Deviation">Standard deviation of its first values; 0 for gains.</param>
public sealed record ParameterPart(long[] Shape, long Offset, long Count, double Deviation);
