using System.Diagnostics;
using static TorchSharp.torch;

namespace Curation.Mixers.Proxies;

/// <summary>
/// Trains proxies, one or a stack at a time, and leaves a checkpoint of each. Finished ones are kept and passed by; unfinished ones go on
/// where their last checkpoint was, to the same weights bit for bit on a CPU with one thread.
/// </summary>
public sealed class ProxyTrainer(TrainingPlan plan, IReadOnlyList<TokenPool?> pools, string folder, Device device)
{
    /// <summary>Times that a diverged proxy is tried again, each at a third of the rate.</summary>
    const int Retries = 2;
    const int Reports = 40;

    static readonly TorchSharp.Scalar s_one = 1f;

    /// <summary>Steps between checkpoints of an unfinished proxy; 0 writes none. A checkpoint takes three times the weights.</summary>
    public int SaveEvery { get; init; } = Math.Max(200, plan.Steps / 5);

    /// <summary>The checkpoint of a finished proxy.</summary>
    public static string PathOf(string folder, string key) => Path.Combine(folder, key + ".proxy");

    /// <summary>Trains a stack; a diverged one is trained again alone at a lower rate. A stack that a GPU has no memory for is halved.</summary>
    public void Train(IReadOnlyList<ProxyTask> stack, Action<ProxyProgress> progress, Action<string> say, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var open = stack.Where(t => !File.Exists(PathOf(folder, t.Key))).ToArray();
        if (open.Length == 0) return;
        try
        {
            foreach (var task in TrainStack(open, 1, progress, cancellation))
            {
                var factor = 1.0;
                for (var retry = 0; ; retry++)
                {
                    factor /= 3;
                    say($"proxy {task.Index} diverged; it is trained again at {factor * 100:0} % of the learning rate");
                    if (TrainStack([task], factor, progress, cancellation, last: retry + 1 == Retries).Count == 0) break;
                    if (retry + 1 < Retries) continue;
                    say($"proxy {task.Index} diverged at every rate tried and is left out");
                    break;
                }
            }
        }
        catch (System.Runtime.InteropServices.ExternalException error) when (open.Length > 1 && error.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase))
        {
            say($"the GPU has no memory for {open.Length} proxies at once; going on with stacks of {(open.Length + 1) / 2}");
            foreach (var half in open.Chunk((open.Length + 1) / 2)) Train(half, progress, say, cancellation);
        }
    }

    /// <summary>Trains a stack to its end; returns those that diverged.</summary>
    List<ProxyTask> TrainStack(ProxyTask[] tasks, double factor, Action<ProxyProgress> progress, CancellationToken cancellation, bool last = false)
    {
        var models = tasks.Length;
        using var decoder = new Decoder(plan.Size, plan.Vocabulary, [.. tasks.Select(t => t.Seed)], device);
        using var optimizer = new StackOptimizer(decoder);
        var losses = tasks.Select(_ => new List<double[]>()).ToArray();
        var begin = Resume(tasks, factor, decoder, optimizer, losses);
        var samplers = tasks.Select(t => new MixSampler(pools, t.Weights)).ToArray();
        foreach (var sampler in samplers) sampler.Skip((long)begin * plan.Batch);
        var (context, diverged) = (plan.Size.Context, new bool[models]);
        var window = new long[models * plan.Batch * (context + 1)];
        using var sums = zeros([models], device: device);
        var (clock, since, every) = (Stopwatch.StartNew(), begin, Math.Max(1, plan.Steps / Reports));
        for (var step = begin + 1; step <= plan.Steps; step++)
        {
            using var scope = NewDisposeScope();
            for (var p = 0; p < models; p++)
            {
                for (var b = 0; b < plan.Batch; b++) samplers[p].Next(window.AsSpan((p * plan.Batch + b) * (context + 1), context + 1));
            }
            var means = decoder.Learn(tensor(window, [models, plan.Batch, context + 1]).to(device));
            optimizer.Step(step, [.. diverged.Select(d => d ? 0 : plan.RateAt(step) * factor)]);
            using (no_grad()) sums.add_(means, s_one);
            if (step % every != 0 && step != plan.Steps) continue;
            var report = sums.cpu().data<float>().ToArray();
            sums.zero_();
            var speed = (double)(step - since) * plan.Batch * context * models / clock.Elapsed.TotalSeconds;
            for (var p = 0; p < models; p++)
            {
                var loss = report[p] / (step - since);
                if (!float.IsFinite(report[p])) diverged[p] = true;
                else losses[p].Add([step, loss]);
                progress(new(tasks[p].Index, step, plan.Steps, loss, speed));
            }
            since = step;
            clock.Restart();
            var stop = cancellation.IsCancellationRequested && step < plan.Steps;
            if (step < plan.Steps && (stop || SaveEvery > 0 && (step / every) % Math.Max(1, SaveEvery / every) == 0)) Save(tasks, step, factor, decoder, optimizer, losses, diverged, whole: false);
            cancellation.ThrowIfCancellationRequested();
            if (diverged.All(d => d)) break;
        }
        Save(tasks, plan.Steps, factor, decoder, optimizer, losses, diverged, whole: true, keepDiverged: last);
        return [.. tasks.Where((_, p) => diverged[p])];
    }

    int Resume(ProxyTask[] tasks, double factor, Decoder decoder, StackOptimizer optimizer, List<double[]>[] losses)
    {
        var parts = tasks.Select(t => PartPath(t, factor)).ToArray();
        if (!parts.All(File.Exists)) return 0;
        var saved = parts.Select(p => Checkpoint.Read(p, plan.Size, plan.Vocabulary)).ToArray();
        // A stack goes on only from one common step.
        if (saved.Any(s => s.Header.Step != saved[0].Header.Step || !s.Header.Resumable)) return 0;
        using var off = no_grad();
        for (var p = 0; p < saved.Length; p++)
        {
            Put(decoder.Weights, p, saved[p].Weights);
            Put(optimizer.First, p, saved[p].First);
            Put(optimizer.Second, p, saved[p].Second);
            losses[p].AddRange(saved[p].Header.Losses);
        }
        return saved[0].Header.Step;
    }

    void Save(ProxyTask[] tasks, int step, double factor, Decoder decoder, StackOptimizer optimizer, List<double[]>[] losses, bool[] diverged, bool whole, bool keepDiverged = false)
    {
        for (var p = 0; p < tasks.Length; p++)
        {
            var header = new CheckpointHeader
            {
                Version = Checkpoint.Version,
                Key = tasks[p].Key,
                Size = plan.Size,
                Vocabulary = plan.Vocabulary,
                Tokenizer = plan.Tokenizer,
                Step = step,
                RateFactor = factor,
                Diverged = diverged[p],
                Losses = losses[p],
                Resumable = !whole,
            };
            if (whole)
            {
                if (!diverged[p] || keepDiverged) new Checkpoint(header, Take(decoder.Weights, p), [], []).Write(PathOf(folder, tasks[p].Key));
                File.Delete(PartPath(tasks[p], factor));
            }
            else if (!diverged[p])
            {
                new Checkpoint(header, Take(decoder.Weights, p), Take(optimizer.First, p), Take(optimizer.Second, p)).Write(PartPath(tasks[p], factor));
            }
        }
    }

    string PartPath(ProxyTask task, double factor) => Path.Combine(folder, $"{task.Key}{(factor < 1 ? $"-{factor:0.00}" : "")}.part");

    static float[] Take(Tensor stack, int model)
    {
        using var row = stack.select(0, model).cpu();
        return row.data<float>().ToArray();
    }

    static void Put(Tensor stack, int model, float[] values)
    {
        using var row = stack.select(0, model);
        using var from = tensor(values);
        row.copy_(from);
    }
}
