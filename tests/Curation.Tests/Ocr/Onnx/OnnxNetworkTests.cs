using Curation.Core.Errors;
using Curation.Ocr.Onnx;
using Curation.Torch;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using static TorchSharp.torch;

namespace Curation.Tests.Ocr.Onnx;

/// <summary>Networks run as tensor operations give what ONNX Runtime gives.</summary>
public sealed class OnnxNetworkTests
{
    [Theory]
    [InlineData(OcrModels.Detection, 1, 320, 416, false)]
    [InlineData(OcrModels.Detection, 3, 96, 160, false)]
    [InlineData(OcrModels.Detection, 1, 96, 160, false)]
    [InlineData(OcrModels.Recognition, 1, 48, 320, true)]
    [InlineData(OcrModels.Recognition, 3, 48, 576, true)]
    [InlineData(OcrModels.Recognition, 20, 48, 64, true)]
    [InlineData(OcrModels.Recognition, 2, 48, 96, false)]
    [InlineData(OcrModels.Direction, 1, 48, 192, false)]
    [InlineData(OcrModels.Direction, 20, 48, 192, false)]
    public void Run_AnyBatchAsTheEngineGivesIt_EqualsOnnxRuntime(string model, int batch, int height, int width, bool channelsLast)
    {
        var path = OcrModels.PathOrSkip(model);
        var device = TorchRuntime.Device(DeviceChoice.Auto);
        var input = Print(batch * 3, height, width);
        using var session = new InferenceSession(path);
        using var expected = session.Run([NamedOnnxValue.CreateFromTensor(session.InputNames[0], new DenseTensor<float>(input, [batch, 3, height, width]))]);
        using var network = new OnnxNetwork(OnnxGraph.Load(path), device);
        using var scope = NewDisposeScope();
        var taken = tensor(input, [batch, 3, height, width]).to(device);
        if (channelsLast) taken = taken.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        using var found = network.Run(taken);
        var wanted = (DenseTensor<float>)expected.Single().Value;
        Assert.Equal([.. wanted.Dimensions.ToArray().Select(d => (long)d)], found.shape);
        var (a, b) = (wanted.ToArray(), found.cpu().contiguous().data<float>().ToArray());
        Assert.InRange(a.Zip(b, (x, y) => Math.Abs(x - y)).Max(), 0, 1e-3f);
    }

    /// <summary>Planes that look like print: light paper with some grain, lines of dark strokes as wide as letters'.</summary>
    static float[] Print(int planes, int height, int width)
    {
        var random = new Random(20261124);
        var pixels = new float[planes * height * width];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = (i % width, i / width % height);
            var stroke = y / 10 % 2 == 1 && (uint)HashCode(x / 3, y / 10) % 5 < 2;
            pixels[i] = (stroke ? -.9f : .9f) + (random.NextSingle() - .5f) * .1f;
        }
        return pixels;

        static int HashCode(int x, int y) => (x * 73856093) ^ (y * 19349663) ^ (x * y * 83492791);
    }

    [Fact]
    public void Run_Twice_LeavesTheInputAndGivesTheSame()
    {
        var path = OcrModels.PathOrSkip(OcrModels.Direction);
        using var network = new OnnxNetwork(OnnxGraph.Load(path), TorchRuntime.Device(DeviceChoice.Cpu));
        using var input = linspace(-1, 1, 3 * 48 * 192).reshape(1, 3, 48, 192);
        using var before = input.clone();
        using var first = network.Run(input);
        using var second = network.Run(input);
        Assert.Equal(before.data<float>().ToArray(), input.data<float>().ToArray());
        Assert.Equal(first.data<float>().ToArray(), second.data<float>().ToArray());
    }

    [Fact]
    public void Create_UnknownOperator_NamesIt()
    {
        TorchRuntime.Load();
        var graph = new OnnxGraph([new("Einsum", ["x"], "y")], new Dictionary<string, OnnxTensor>(), "x", "y");
        Assert.Contains("Einsum", Assert.Throws<ConfigException>(() => new OnnxNetwork(graph, CPU)).Message, StringComparison.Ordinal);
    }
}
