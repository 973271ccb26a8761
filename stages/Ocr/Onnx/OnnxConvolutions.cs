using Curation.Core.Errors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Curation.Ocr.Onnx;

/// <summary>Convolutions and pooling over height and width.</summary>
static class OnnxConvolutions
{
    static readonly long[] s_ones = [1, 1];

    public static Tensor Convolve(OnnxNode node, Tensor?[] x, bool inPlace) =>
        functional.conv2d(x[0]!, x[1]!, x.Length > 2 ? x[2] : null, Strides(node), Padding(node), Dilations(node), node.Integer("group", 1));

    public static Tensor ConvolveTransposed(OnnxNode node, Tensor?[] x, bool inPlace) => functional.conv_transpose2d(
        x[0]!, x[1]!, x.Length > 2 ? x[2] : null, Strides(node), Padding(node), node.Integers("output_padding") ?? [0, 0], Dilations(node), node.Integer("group", 1));

    public static Tensor MaxPool(OnnxNode node, Tensor?[] x, bool inPlace) =>
        functional.max_pool2d(x[0]!, Kernel(node), Strides(node), Padding(node), Dilations(node), node.Integer("ceil_mode", 0) == 1);

    public static Tensor AveragePool(OnnxNode node, Tensor?[] x, bool inPlace) =>
        functional.avg_pool2d(x[0]!, Kernel(node), Strides(node), Padding(node), node.Integer("ceil_mode", 0) == 1, node.Integer("count_include_pad", 0) == 1);

    static long[] Kernel(OnnxNode node) => node.Integers("kernel_shape") ?? throw new ConfigException($"the model has a {node.Operator} without kernel_shape");

    static long[] Strides(OnnxNode node) => node.Integers("strides") ?? s_ones;

    static long[] Dilations(OnnxNode node) => node.Integers("dilations") ?? s_ones;

    static long[] Padding(OnnxNode node) => node.Integers("pads") switch
    {
        null => [0, 0],
        [var top, var left, var bottom, var right] when top == bottom && left == right => [top, left],
        var pads => throw new ConfigException($"the model pads by [{string.Join(", ", pads)}] (top, left, bottom, right); only the same on opposite sides is known here"),
    };
}
