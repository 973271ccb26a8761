using TorchSharp;
using static TorchSharp.torch;

namespace Curation.Torch;

/// <summary>
/// Operations with numbers. TorchSharp 0.107 makes a scalar of a number and does not hold it while native code reads it: a collection at
/// that moment frees it. Here it is held, and so is the factor of one that a sum has.
/// </summary>
public static class ScalarOperations
{
    static readonly Scalar s_one = 1;

    /// <summary>The tensor times a number, in its own memory if asked.</summary>
    public static Tensor Times(this Tensor tensor, double factor, bool inPlace = false)
    {
        Scalar held = factor;
        var result = inPlace ? tensor.mul_(held) : tensor.mul(held);
        GC.KeepAlive(held);
        return result;
    }

    /// <summary>The tensor plus a number, in its own memory.</summary>
    public static Tensor Shift(this Tensor tensor, double amount)
    {
        Scalar held = amount;
        var result = tensor.add_(held, s_one);
        GC.KeepAlive(held);
        return result;
    }

    /// <summary>The tensor's values within bounds, in its own memory if asked; a missing bound does not bind.</summary>
    public static Tensor Within(this Tensor tensor, double? least, double? most, bool inPlace = false)
    {
        Scalar? low = least is { } l ? (Scalar)l : null, high = most is { } m ? (Scalar)m : null;
        var result = inPlace ? tensor.clamp_(low, high) : tensor.clamp(low, high);
        GC.KeepAlive(low);
        GC.KeepAlive(high);
        return result;
    }
}
