using Curation.Core.Errors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Curation.Ocr.Onnx;

/// <summary>Operators that change shapes. What says how is an input in newer versions of ONNX and an attribute in older ones.</summary>
static class OnnxShapes
{
    public static Tensor Reshape(OnnxNode node, Tensor?[] x, bool inPlace)
    {
        var shape = Integers(x[1]!);
        for (var i = 0; i < shape.Length; i++)
        {
            // Zero keeps the length.
            if (shape[i] == 0) shape[i] = x[0]!.shape[i];
        }
        return x[0]!.reshape(shape);
    }

    public static Tensor Squeeze(OnnxNode node, Tensor?[] x, bool inPlace)
    {
        var result = x[0]!;
        foreach (var axis in Axes(node, x, 1).Select(a => a < 0 ? a + x[0]!.dim() : a).OrderDescending()) result = result.squeeze(axis);
        return result;
    }

    public static Tensor Unsqueeze(OnnxNode node, Tensor?[] x, bool inPlace)
    {
        var axes = Axes(node, x, 1);
        var dimensions = x[0]!.dim() + axes.Length;
        var result = x[0]!;
        foreach (var axis in axes.Select(a => a < 0 ? a + dimensions : a).Order()) result = result.unsqueeze(axis);
        return result;
    }

    public static Tensor Slice(OnnxNode node, Tensor?[] x, bool inPlace)
    {
        var starts = node.Integers("starts") ?? Integers(x[1]!);
        var ends = node.Integers("ends") ?? Integers(x[2]!);
        var axes = node.Integers("axes") ?? (x.Length > 3 && x[3] is { } given ? Integers(given) : [.. Enumerable.Range(0, starts.Length).Select(a => (long)a)]);
        var steps = x.Length > 4 && x[4] is { } stepped ? Integers(stepped) : [.. starts.Select(_ => 1L)];
        var result = x[0]!;
        for (var i = 0; i < axes.Length; i++)
        {
            var length = result.shape[axes[i] < 0 ? (int)(axes[i] + result.dim()) : (int)axes[i]];
            long Bounded(long at) => Math.Clamp(at < 0 ? at + length : at, 0, length);
            result = result.slice(axes[i], Bounded(starts[i]), Bounded(ends[i]), steps[i]);
        }
        return result;
    }

    public static Tensor Resize(OnnxNode node, Tensor?[] x, bool inPlace)
    {
        if (node.Text("mode", "nearest") != "nearest" || node.Text("coordinate_transformation_mode", "half_pixel") != "asymmetric" || node.Text("nearest_mode", "round_prefer_floor") != "floor")
            throw new ConfigException("the model has a Resize other than nearest, asymmetric, floor; only that is known here");
        var scales = x[2]!.cpu().data<float>().ToArray();
        return functional.interpolate(x[0]!, scale_factor: [scales[2], scales[3]], mode: InterpolationMode.Nearest);
    }

    static long[] Axes(OnnxNode node, Tensor?[] x, int input) => node.Integers("axes") ?? Integers(x[input]!);

    static long[] Integers(Tensor tensor) => tensor.data<long>().ToArray();
}
