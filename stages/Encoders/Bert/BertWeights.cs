using Curation.Encoders.Models;
using static TorchSharp.torch;

namespace Curation.Encoders.Bert;

/// <summary>Takes tensors out of a file onto a device and keeps them for whoever disposes of it.</summary>
/// <param name="file">The file.</param>
/// <param name="encoder">What names of the encoder's tensors begin with.</param>
/// <param name="device">The device.</param>
sealed class BertWeights(SafetensorsFile file, string encoder, Device device) : IDisposable
{
    readonly List<Tensor> _kept = [];

    /// <summary>A table of the encoder.</summary>
    public Tensor Table(string name, int width) => Keep(file.Read($"{encoder}.{name}", -1, width));

    /// <summary>A matrix with its bias.</summary>
    public Affine Product(string name, long outputs, long inputs) => ProductOf($"{encoder}.{name}", outputs, inputs);

    /// <summary>A matrix with its bias by its whole name: the classification head has other beginnings.</summary>
    public Affine Head(string name, long outputs, long inputs) => ProductOf(name, outputs, inputs);

    /// <summary>Gains and biases of a norm; old checkpoints call them gamma and beta.</summary>
    public Affine Norm(string name, int width)
    {
        name = $"{encoder}.{name}";
        return file.Has($"{name}.gamma") ? new(Keep(file.Read($"{name}.gamma", width)), Keep(file.Read($"{name}.beta", width)))
            : new(Keep(file.Read($"{name}.weight", width)), Keep(file.Read($"{name}.bias", width)));
    }

    /// <summary>Several square matrices one below the other.</summary>
    public Affine Join(int width, string[] names) => new(
        Keep(([.. names.SelectMany(n => file.Read($"{encoder}.{n}.weight", width, width).Values)], [names.Length * width, width])),
        Keep(([.. names.SelectMany(n => file.Read($"{encoder}.{n}.bias", width).Values)], [names.Length * width])));

    /// <inheritdoc/>
    public void Dispose() => _kept.ForEach(t => t.Dispose());

    Affine ProductOf(string name, long outputs, long inputs) => new(Keep(file.Read($"{name}.weight", outputs, inputs)), Keep(file.Read($"{name}.bias", outputs)));

    Tensor Keep((float[] Values, long[] Shape) read)
    {
        using var scope = NewDisposeScope();
        var placed = tensor(read.Values, read.Shape).to(device).DetachFromDisposeScope();
        _kept.Add(placed);
        return placed;
    }
}
