using Curation.Core.Errors;
using Curation.Core.Storage;
using Curation.Mixers.Corpus;
using Curation.Mixers.Evaluation;
using Curation.Mixers.Proxies;
using Curation.Mixers.Tokenization;
using Curation.Torch;

namespace Curation.Mixers.Ablation;

/// <summary>Trains a pair of proxies a seed, one an arm, from the same first weights on as many tokens, and compares their scores.</summary>
public sealed class AblationRunner(AblationOptions options, EvalsFile evals, IStorage storage)
{
    /// <summary>Told what is done.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>Told of proxies in training.</summary>
    public Action<ProxyProgress> Progress { get; init; } = _ => { };

    /// <summary>Trains what is not there yet, scores it and compares.</summary>
    /// <exception cref="ConfigException">The run does not hold what is asked for, or too little of it.</exception>
    public async Task<AblationResult> RunAsync(CancellationToken cancellation)
    {
        options.Validate();
        var items = Items();
        var size = ProxySize.Find(options.Size);
        var arms = await AblationArms.OpenAsync(storage, options, cancellation).ConfigureAwait(false);
        var (with, without) = (Facts(arms.Documents.Where(d => d.Passes)), Facts(arms.Documents));
        Say(FormattableString.Invariant($"{options.Question}: {without.Documents:n0} documents without it, {with.Documents:n0} with it"));
        var sampler = new ArmSampler(arms, options);
        var tokenizer = Corpora.MakeTokenizer(options.Tokenizer, size, [sampler.Texts(false), sampler.Texts(true)]);
        var wanted = options.Tokens ?? 20 * size.Parameters(size.Vocabulary);
        var steps = (int)Math.Max(20, wanted / ((long)size.Batch * size.Context));
        var plan = new TrainingPlan(size, tokenizer.Vocabulary, tokenizer.Hash, steps, size.Batch, size.LearningRate);
        if (plan.Tokens >= Array.MaxLength) throw new ConfigException($"--tokens: expected fewer than {Array.MaxLength}, found {plan.Tokens}");

        var pairs = new List<(int Seed, double[] Without, double[] With)>();
        for (var s = 0; s < options.Seeds; s++)
        {
            var pair = Pair(s, plan, sampler, tokenizer, items, cancellation);
            if (pair is { } scores) pairs.Add((options.Seed + s, scores.Without, scores.With));
            else Say($"seed {options.Seed + s}: a proxy diverged at every rate tried; the pair is left out");
        }
        if (pairs.Count < 2) throw new CurationException($"{options.Seeds - pairs.Count} of {options.Seeds} pairs of proxies diverged, and an interval needs two; try another --size or more --seeds");
        return new()
        {
            Run = arms.Run,
            Question = options.Question,
            Without = without,
            With = with,
            Size = size.Name,
            Tokens = plan.Tokens,
            Tokenizer = tokenizer.Hash,
            Seeds = [.. pairs.Select(p => p.Seed)],
            Rows = AblationRow.Of(evals.Evals, ByEval(p => p.Without), ByEval(p => p.With)),
        };

        double[][] ByEval(Func<(int Seed, double[] Without, double[] With), double[]> arm) =>
            [.. evals.Evals.Select((_, e) => pairs.Select(p => arm(p)[e]).ToArray())];
    }

    /// <summary>Scores of a pair by eval; null if one of it diverged.</summary>
    (double[] Without, double[] With)? Pair(int ordinal, TrainingPlan plan, ArmSampler sampler, ITextTokenizer tokenizer, IReadOnlyList<EvalItem>[] items, CancellationToken cancellation)
    {
        var seed = options.Seed + ordinal;
        var folder = Path.Combine(options.Directory, "proxies");
        // One token more than is learned from: the last target.
        ushort[][] tokens = [Draw(false), Draw(true)];
        var pools = tokens.Select((t, a) => new TokenPool(a == 0 ? "without" : "with", t, plan.Size.Context, seed)).ToArray();
        var device = TorchRuntime.Device(options.Device);
        var onCpu = device.type == TorchSharp.DeviceType.CPU;
        // One thread adds up in one order: the same input gives the same weights.
        if (onCpu) TorchSharp.torch.set_num_threads(1);
        var tasks = tokens.Select((t, a) => new ProxyTask(2 * ordinal + a, KeyOf(t, plan, seed), a == 0 ? [1, 0] : [0, 1], seed)).ToArray();
        var trainer = new ProxyTrainer(plan, pools, folder, device);
        foreach (var stack in tasks.Chunk(onCpu ? 1 : 2)) trainer.Train(stack, Progress, Say, cancellation);
        var checkpoints = tasks.Select(t => Checkpoint.Read(ProxyTrainer.PathOf(folder, t.Key), plan.Size, plan.Vocabulary)).ToArray();
        if (checkpoints.Any(c => c.Header.Diverged)) return null;
        using var scorer = new ProxyScorer(plan.Size, tokenizer, device);
        var scores = checkpoints.Select(checkpoint =>
        {
            scorer.Load(checkpoint);
            return evals.Evals.Select((eval, e) => scorer.Score(eval, items[e])).ToArray();
        }).ToArray();
        return (scores[0], scores[1]);

        ushort[] Draw(bool with) => sampler.Draw(seed, with, (int)plan.Tokens + 1, tokenizer);
    }

    IReadOnlyList<EvalItem>[] Items()
    {
        if (evals.Evals.FirstOrDefault(e => e.Kind == EvalKind.External) is { } external)
            throw new ConfigException($"eval '{external.Name}': kind external names proxies of a mix; an ablation scores its own: expected text, choice or cloze");
        return [.. evals.Evals.Select(e => EvalItems.Read(e, null))];
    }

    static string KeyOf(ushort[] tokens, TrainingPlan plan, int seed) =>
        ContentHash.Of(Convert.ToHexStringLower(System.IO.Hashing.XxHash128.Hash(System.Runtime.InteropServices.MemoryMarshal.AsBytes<ushort>(tokens))), plan, seed);

    static ArmFacts Facts(IEnumerable<ArmDocument> documents) =>
        documents.Aggregate(new ArmFacts(0, 0), (sum, d) => new(sum.Documents + 1, sum.Characters + d.Characters));
}
