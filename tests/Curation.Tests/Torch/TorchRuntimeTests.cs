using Curation.Core.Errors;
using Curation.Torch;
using static TorchSharp.torch;

namespace Curation.Tests.Torch;

public sealed class TorchRuntimeTests
{
    [Fact]
    public void Load_ThenMultiply_GivesTheProduct()
    {
        TorchRuntime.Load(new() { LibTorch = null });
        using var scope = NewDisposeScope();
        var product = tensor(new float[] { 1, 2, 3, 4 }, [2, 2]).matmul(tensor(new float[] { 5, 6, 7, 8 }, [2, 2]));
        Assert.Equal([19f, 22, 43, 50], product.data<float>().ToArray());
        Assert.Contains("libtorch-2.10.0", TorchRuntime.Folder, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_OfTheProgram_HoldsNoLibtorch() =>
        Assert.Empty(Directory.EnumerateFiles(AppContext.BaseDirectory, "*orch*.so*", SearchOption.AllDirectories));

    [Fact]
    public void Device_CudaWithoutOne_SaysHowToGetIt()
    {
        TorchRuntime.Load();
        Assert.SkipWhen(cuda_is_available(), "a CUDA device is here");
        Assert.Equal(TorchSharp.DeviceType.CPU, TorchRuntime.Device(DeviceChoice.Auto).type);
        Assert.Contains(TorchOptions.Variable, Assert.Throws<ConfigException>(() => TorchRuntime.Device(DeviceChoice.Cuda)).Message, StringComparison.Ordinal);
    }
}
