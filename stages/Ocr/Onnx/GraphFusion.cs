namespace Curation.Ocr.Onnx;

/// <summary>
/// Writes a graph with fewer operations that compute the same: hard-swish and swish become one operation, scale and shift another, and what
/// follows a convolution channel by channel (normalization, scale, shift, bias) goes into its weights.
/// </summary>
static class GraphFusion
{
    /// <summary>The graph with the operators <c>HardSwish</c>, <c>Silu</c> and <c>Affine</c> beside ONNX's.</summary>
    public static OnnxGraph Fuse(OnnxGraph graph)
    {
        var editor = new GraphEditor(graph);
        foreach (var name in editor.Names()) _ = HardSwish(editor, name) || Silu(editor, name) || Affine(editor, name);
        // A convolution that took in what follows it stands in that one's place, further on: there it takes in the next.
        foreach (var name in editor.Names()) FoldIntoConvolution(editor, name);
        return editor.Graph();
    }

    /// <summary>x · clip(x + 3, 0, 6) / 6.</summary>
    static bool HardSwish(GraphEditor editor, string name)
    {
        if (editor.Node(name) is not { Operator: "Div" } div || editor.Scalar(div.Inputs[1]) != 6) return false;
        if (editor.Only(div.Inputs[0]) is not { Operator: "Mul" } product) return false;
        if (editor.Only(product.Inputs[1]) is not { Operator: "Clip" } clip || !editor.ClipsTo(clip, 0, 6)) return false;
        if (editor.Only(clip.Inputs[0]) is not { Operator: "Add" } sum || editor.Scalar(sum.Inputs[1]) != 3 || sum.Inputs[0] != product.Inputs[0]) return false;
        editor.Replace(div, new("HardSwish", [product.Inputs[0]], name), product, clip, sum);
        return true;
    }

    /// <summary>x · sigmoid(1 · x).</summary>
    static bool Silu(GraphEditor editor, string name)
    {
        if (editor.Node(name) is not { Operator: "Mul" } product || editor.Only(product.Inputs[1]) is not { Operator: "Sigmoid" } sigmoid) return false;
        if (editor.Only(sigmoid.Inputs[0]) is not { Operator: "Mul" } scaled || editor.Scalar(scaled.Inputs[1]) != 1 || scaled.Inputs[0] != product.Inputs[0]) return false;
        editor.Replace(product, new("Silu", [product.Inputs[0]], name), sigmoid, scaled);
        return true;
    }

    /// <summary>a · x + b for two numbers.</summary>
    static bool Affine(GraphEditor editor, string name)
    {
        if (editor.Node(name) is not { Operator: "Add" } sum || editor.Scalar(sum.Inputs[1]) is not { } shift) return false;
        if (editor.Only(sum.Inputs[0]) is not { Operator: "Mul" } product || editor.Scalar(product.Inputs[0]) is not { } scale) return false;
        var affine = new OnnxNode("Affine", [product.Inputs[1]], name) { Attributes = sum.Attributes.Add("scale", scale).Add("shift", shift) };
        editor.Replace(sum, affine, product);
        return true;
    }

    static void FoldIntoConvolution(GraphEditor editor, string name)
    {
        if (editor.Node(name) is not { Operator: "Conv" or "ConvTranspose" } conv || editor.Constant(conv.Inputs[1]) is not { } weights) return;
        if (editor.OnlyConsumer(name) is not { } next) return;
        // A transposed convolution has its output channels second.
        var (channels, transposed) = conv.Operator == "Conv" ? (weights.Shape[0], false) : (weights.Shape[1], true);
        if ((transposed && conv.Integer("group", 1) != 1) || ChannelFold.Of(editor, next, name, (int)channels) is not { } fold) return;
        var bias = conv.Inputs.Length > 2 ? editor.Constant(conv.Inputs[2])!.Floats! : new float[channels];
        var folded = conv with
        {
            Inputs = [conv.Inputs[0], editor.Add(weights with { Floats = fold.Weights(weights, transposed) }), editor.Add(new("", [channels]) { Floats = fold.Bias(bias) })],
            Output = next.Output,
        };
        editor.Replace(next, folded, conv);
    }
}
