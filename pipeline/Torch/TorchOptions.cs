namespace Curation.Torch;

/// <summary>Where tensors are computed.</summary>
public enum DeviceChoice
{
    /// <summary>A CUDA device if libtorch has CUDA and one is there, else the CPU.</summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>The first CUDA device; an error if there is none.</summary>
    Cuda,
}

/// <summary>Which libtorch to load.</summary>
public sealed record TorchOptions
{
    /// <summary>The environment variable that <see cref="LibTorch"/> takes its default from.</summary>
    public const string Variable = "CURATE_LIBTORCH";

    /// <summary>
    /// Folder of an existing libtorch, or of a PyTorch installation (<c>site-packages/torch</c>), to be used instead of the one placed by
    /// the build: the way to CUDA. Null: the variable <c>CURATE_LIBTORCH</c>, else the placed one.
    /// </summary>
    public string? LibTorch { get; init; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    /// <summary>
    /// Whether a libtorch of another version than TorchSharp was built for is loaded all the same (<c>CURATE_LIBTORCH_ANY=1</c>):
    /// operators whose signature changed then fail at their first call.
    /// </summary>
    public bool AnyVersion { get; init; } = Environment.GetEnvironmentVariable(Variable + "_ANY") == "1";
}
