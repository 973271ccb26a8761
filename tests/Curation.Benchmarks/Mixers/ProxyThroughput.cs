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
            var plan = new TrainingPlan(size, size.Vocabulary, "bench", 24, size.Batch, size.LearningRate);
            var pools = new[] { new TokenPool("a", tokens, size.Context, 1) };
            var best = 0.0;
            for (var turn = 0; turn < 3; turn++)
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
            Console.WriteLine($"{size.Name}: {size.Parameters(size.Vocabulary) / 1e6:0.00} M parameters, context {size.Context}, batch {size.Batch}: {best:n0} tokens a processor second");
        }
        Directory.Delete(folder, true);
        return 0;
    }
}
