using System.Diagnostics;
using Curation.Mixers.Proxies;
using Curation.Torch;
using static TorchSharp.torch;

namespace Curation.Benchmarks.Mixers;

/// <summary>Tokens a second of training on one core, by size; PyTorch's figure is for 1.35 M parameters and a context of 256. <c>proxies [SIZE…]</c>.</summary>
static class ProxyThroughput
{
    public static int Run(string[] sizes)
    {
        TorchRuntime.Load();
        set_num_threads(1);
        var folder = Directory.CreateTempSubdirectory("proxies").FullName;
        foreach (var size in ProxySize.All.Where(s => sizes.Length == 0 ? s.Name is "demo" or "1m" : sizes.Contains(s.Name)))
        {
            var random = new Random(1);
            var tokens = new ushort[200_000];
            for (var i = 0; i < tokens.Length; i++) tokens[i] = (ushort)random.Next(size.Vocabulary);
            var plan = new TrainingPlan(size, size.Vocabulary, "bench", 12, size.Batch, size.LearningRate);
            var pools = new[] { new TokenPool("a", tokens, size.Context, 1) };
            var best = 0.0;
            for (var turn = 0; turn < 2; turn++)
            {
                var (used, trained) = (default(TimeSpan), 0);
                var trainer = new ProxyTrainer(plan, pools, folder, CPU) { SaveEvery = 0 };
                trainer.Train([new(0, $"{size.Name}-{turn}", [1], 1)], p =>
                {
                    var now = Process.GetCurrentProcess().TotalProcessorTime;
                    if (p.Step == 4) used = now;
                    if (p.Step == plan.Steps) (used, trained) = (now - used, (p.Step - 4) * plan.Batch * size.Context);
                }, _ => { }, CancellationToken.None);
                best = Math.Max(best, trained / used.TotalSeconds);
            }
            // Operations of a token: six a weight of the products, forwards and backwards.
            var operations = 6.0 * (size.Parameters(size.Vocabulary) - size.Width);
            var product = Product(size);
            Console.WriteLine($"{size.Name}: {size.Parameters(size.Vocabulary) / 1e6:0.00} M parameters, context {size.Context}, batch {size.Batch}: {best:n0} tokens a processor second, {best * operations / 1e9:0.0} G operations/s; the largest product of its layers alone: {product / 1e9:0.0}");
        }
        Directory.Delete(folder, true);
        return 0;
    }

    /// <summary>Operations a processor second of a plain matrix product in the shapes of the feed-forward part.</summary>
    static double Product(ProxySize size)
    {
        using var x = rand(size.Batch * size.Context, size.Width);
        using var weights = rand(size.Width, 2 * size.Inner);
        var (best, operations) = (0.0, 2.0 * size.Batch * size.Context * size.Width * 2 * size.Inner);
        for (var turn = 0; turn < 5; turn++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            for (var i = 0; i < 20; i++)
            {
                using var y = x.mm(weights);
            }
            best = Math.Max(best, 20 * operations / (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }
        return best;
    }
}
