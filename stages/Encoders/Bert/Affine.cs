using static TorchSharp.torch;

namespace Curation.Encoders.Bert;

/// <summary>A matrix or gains, and what is added behind.</summary>
/// <param name="Weight">Factors.</param>
/// <param name="Bias">Summands.</param>
sealed record Affine(Tensor Weight, Tensor Bias);
