namespace Curation.Ocr.Onnx;

/// <summary>What follows a convolution channel by channel: y = scale · x + shift.</summary>
/// <param name="Scale">A factor a channel.</param>
/// <param name="Shift">What is added to each channel.</param>
sealed record ChannelFold(float[] Scale, float[] Shift)
{
    /// <summary>What an operation does channel by channel; null if it does more.</summary>
    /// <param name="editor">The graph.</param>
    /// <param name="node">The operation that follows.</param>
    /// <param name="input">Name of the convolution's output.</param>
    /// <param name="channels">How many channels that has.</param>
    public static ChannelFold? Of(GraphEditor editor, OnnxNode node, string input, int channels)
    {
        switch (node.Operator)
        {
            case "Affine":
                return new(Fill(channels, node.Number("scale", 1)), Fill(channels, node.Number("shift", 0)));
            case "Add" when node.Inputs[0] == input && editor.Constant(node.Inputs[1]) is { Floats: { } added, Shape: [1, _, 1, 1] } && added.Length == channels:
                return new(Fill(channels, 1), added);
            case "BatchNormalization":
                float[] Parameter(int index) => editor.Constant(node.Inputs[index])!.Floats!;
                var (gamma, beta, mean, variance) = (Parameter(1), Parameter(2), Parameter(3), Parameter(4));
                var epsilon = node.Number("epsilon", 1e-5f);
                var scale = new float[channels];
                var shift = new float[channels];
                for (var c = 0; c < channels; c++)
                {
                    var factor = gamma[c] / Math.Sqrt((double)variance[c] + epsilon);
                    (scale[c], shift[c]) = ((float)factor, (float)(beta[c] - mean[c] * factor));
                }
                return new(scale, shift);
            default:
                return null;
        }
    }

    /// <summary>A convolution's weights with the factors in them.</summary>
    public float[] Weights(OnnxTensor weights, bool transposed)
    {
        var inner = weights.Shape.Skip(transposed ? 2 : 1).Aggregate(1L, (a, b) => a * b);
        var folded = new float[weights.Floats!.Length];
        for (var i = 0; i < folded.Length; i++) folded[i] = weights.Floats[i] * Scale[i / inner % Scale.Length];
        return folded;
    }

    /// <summary>A convolution's bias with factors and shifts in it.</summary>
    public float[] Bias(float[] bias) => [.. bias.Select((b, c) => b * Scale[c] + Shift[c])];

    static float[] Fill(int count, float value)
    {
        var filled = new float[count];
        filled.AsSpan().Fill(value);
        return filled;
    }
}
