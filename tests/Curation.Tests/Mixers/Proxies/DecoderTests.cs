using Curation.Mixers.Proxies;
using Curation.Torch;
using static TorchSharp.torch;

namespace Curation.Tests.Mixers.Proxies;

public sealed class DecoderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Learn_LossesAndGradients_AreThoseOfAutomaticDifferentiation(int models)
    {
        TorchRuntime.Load();
        set_num_threads(1);
        // 17 windows of 300 tokens and 4,096 ids: logits are made in many parts, the last one shorter.
        var size = new ProxySize("test", 16, 2, 2, 32, 4096, 300, 17, 1e-2);
        using var scope = NewDisposeScope();
        var random = new Random(1);
        var tokens = tensor([.. Enumerable.Range(0, models * 17 * 301).Select(_ => (long)random.Next(4096))]).view(models, 17, 301);
        using var decoder = new Decoder(size, 4096, [.. Enumerable.Range(0, models)], CPU);
        var losses = decoder.Learn(tokens);
        var gradients = decoder.Gradients.clone();
        using (no_grad()) decoder.Gradients.zero_();
        var expected = decoder.Losses(tokens).mean([1]);
        expected.sum().backward();
        Assert.Equal(expected.data<float>().ToArray(), losses.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.True((gradients - decoder.Gradients).abs().max().item<float>() < 1e-6);
        Assert.True(gradients.abs().max().item<float>() > 1e-3);
    }
}
