using Curation.Core.Errors;
using Curation.Torch;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Curation.Ocr.Onnx;

/// <summary>Computes one operation.</summary>
/// <param name="node">Its attributes.</param>
/// <param name="inputs">What it takes; null for an input left out.</param>
/// <param name="inPlace">Whether the first input may be changed.</param>
delegate Tensor OnnxOperator(OnnxNode node, Tensor?[] inputs, bool inPlace);

/// <summary>ONNX operators, versions 9 to 12, as tensor operations: those that text detection and recognition networks are made of.</summary>
static class OnnxOperators
{
    /// <summary>Held: TorchSharp would make a new one of every sum and not hold it.</summary>
    static readonly TorchSharp.Scalar s_one = 1;

    static readonly Dictionary<string, OnnxOperator> s_operators = new(StringComparer.Ordinal)
    {
        ["Conv"] = OnnxConvolutions.Convolve,
        ["ConvTranspose"] = OnnxConvolutions.ConvolveTransposed,
        ["MaxPool"] = OnnxConvolutions.MaxPool,
        ["AveragePool"] = OnnxConvolutions.AveragePool,
        ["GlobalAveragePool"] = (_, x, _) => x[0]!.mean([2, 3], keepdim: true),
        ["BatchNormalization"] = (n, x, _) => functional.batch_norm(x[0]!, x[3]!, x[4]!, x[1]!, x[2]!, training: false, eps: n.Number("epsilon", 1e-5f)),
        ["Relu"] = (_, x, inPlace) => inPlace ? x[0]!.relu_() : x[0]!.relu(),
        ["Sigmoid"] = (_, x, inPlace) => inPlace ? x[0]!.sigmoid_() : x[0]!.sigmoid(),
        ["HardSwish"] = (_, x, inPlace) => functional.hardswish(x[0]!, inPlace),
        ["Silu"] = (_, x, inPlace) => functional.silu(x[0]!, inPlace),
        ["HardSigmoid"] = (n, x, _) => x[0]!.Times(n.Number("alpha", 0.2f)).Shift(n.Number("beta", 0.5f)).Within(0, 1, inPlace: true),
        ["Affine"] = (n, x, inPlace) => x[0]!.Times(n.Number("scale", 1), inPlace).Shift(n.Number("shift", 0)),
        ["Clip"] = Clip,
        ["Add"] = (_, x, inPlace) => inPlace && SameShape(x) ? x[0]!.add_(x[1]!, s_one) : x[0]!.add(x[1]!, s_one),
        ["Sub"] = (_, x, _) => x[0]!.sub(x[1]!),
        ["Mul"] = (_, x, _) => x[0]!.mul(x[1]!),
        ["Div"] = (_, x, _) => x[0]!.div(x[1]!),
        ["Pow"] = (_, x, _) => x[0]!.pow(x[1]!),
        ["Sqrt"] = (_, x, _) => x[0]!.sqrt(),
        ["MatMul"] = (_, x, _) => x[0]!.matmul(x[1]!),
        ["Softmax"] = Softmax,
        ["ReduceMean"] = (n, x, _) => x[0]!.mean(n.Integers("axes") ?? [.. Enumerable.Range(0, (int)x[0]!.dim()).Select(d => (long)d)], keepdim: n.Integer("keepdims", 1) == 1),
        ["Shape"] = (_, x, _) => tensor(x[0]!.shape),
        ["Cast"] = Cast,
        ["Reshape"] = OnnxShapes.Reshape,
        ["Transpose"] = (n, x, _) => x[0]!.permute(n.Integers("perm") ?? [.. Enumerable.Range(0, (int)x[0]!.dim()).Reverse().Select(d => (long)d)]),
        ["Squeeze"] = OnnxShapes.Squeeze,
        ["Unsqueeze"] = OnnxShapes.Unsqueeze,
        ["Slice"] = OnnxShapes.Slice,
        ["Concat"] = (n, x, _) => cat([.. x.Select(t => t!)], n.Integer("axis", 0)),
        ["Resize"] = OnnxShapes.Resize,
        ["Identity"] = (_, x, _) => x[0]!,
    };

    static readonly HashSet<string> s_views = new(["Reshape", "Transpose", "Squeeze", "Unsqueeze", "Slice", "Cast", "Identity"], StringComparer.Ordinal);

    /// <summary>The operator of a name.</summary>
    /// <exception cref="ConfigException">It is not known here.</exception>
    public static OnnxOperator Find(string name) => s_operators.TryGetValue(name, out var found)
        ? found
        : throw new ConfigException($"the model uses the ONNX operator {name}, which is not known here; known are {string.Join(", ", s_operators.Keys.Order(StringComparer.Ordinal))}");

    /// <summary>Whether the operator's result shares no numbers with what it takes.</summary>
    public static bool MakesAnew(string name) => !s_views.Contains(name);

    static bool SameShape(Tensor?[] x) => x[0]!.shape.AsSpan().SequenceEqual(x[1]!.shape);

    static Tensor Clip(OnnxNode node, Tensor?[] x, bool inPlace)
    {
        // Bounds became inputs with version 11.
        var least = x.Length > 1 && x[1] is { } low ? low.item<float>() : node.Number("min", float.MinValue);
        var most = x.Length > 2 && x[2] is { } high ? high.item<float>() : node.Number("max", float.MaxValue);
        return x[0]!.Within(least, most, inPlace);
    }

    static Tensor Softmax(OnnxNode node, Tensor?[] x, bool inPlace)
    {
        var axis = node.Integer("axis", 1);
        var last = x[0]!.dim() - 1;
        // Up to version 12 all axes from the given one on count as one: the same only for the last.
        return axis == last || axis == -1
            ? functional.softmax(x[0]!, last)
            : throw new ConfigException($"the model has a Softmax over axis {axis} of {last + 1}; only the last is known here");
    }

    static Tensor Cast(OnnxNode node, Tensor?[] x, bool inPlace) => node.Integer("to", 0) switch
    {
        1 => x[0]!.to(ScalarType.Float32),
        6 or 7 => x[0]!.to(ScalarType.Int64),
        var other => throw new ConfigException($"the model casts to ONNX type {other}; floats (1) and integers (6, 7) are known here"),
    };
}
