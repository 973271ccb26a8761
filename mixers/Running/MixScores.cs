using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Mixers.Corpus;
using Curation.Mixers.Evaluation;
using Curation.Mixers.Proxies;
using Curation.Mixers.Tables;
using Curation.Torch;

namespace Curation.Mixers.Running;

/// <summary>Scores of a project's proxies on evals: measured where missing, read where there.</summary>
public sealed class MixScores(MixProject project, EvalsFile evals)
{
    /// <summary>Scores what is missing of some proxies; returns how many scores were measured.</summary>
    public int Measure(IReadOnlyList<ProxyTask> tasks, CancellationToken cancellation)
    {
        var missing = evals.Evals.Where(e => e.Kind != EvalKind.External).Select(eval =>
        {
            var items = EvalItems.Read(eval, project.Corpora);
            var cache = new ScoreCache(project.ScoreFolder, KeyOf(eval, items));
            var there = cache.Read();
            return (eval, items, cache, Tasks: tasks.Where(t => !there.ContainsKey(t.Key)).ToHashSet());
        }).Where(m => m.Tasks.Count > 0).ToArray();
        if (missing.Length == 0) return 0;
        var measured = 0;
        using var scorer = new ProxyScorer(project.Plan.Size, project.Corpora.Tokenizer, TorchRuntime.Device(project.Options.Proxy.Device));
        foreach (var task in tasks.Where(t => missing.Any(m => m.Tasks.Contains(t))))
        {
            cancellation.ThrowIfCancellationRequested();
            var path = ProxyTrainer.PathOf(project.ProxyFolder, task.Key);
            if (!File.Exists(path)) continue;
            var checkpoint = Checkpoint.Read(path, project.Plan.Size, project.Plan.Vocabulary);
            if (checkpoint.Header.Diverged) continue;
            scorer.Load(checkpoint);
            foreach (var (eval, items, cache, open) in missing)
            {
                if (!open.Contains(task)) continue;
                cache.Add(task.Key, scorer.Score(eval, items));
                measured++;
            }
        }
        return measured;
    }

    /// <summary>Proxies that have not all scores yet.</summary>
    public IReadOnlyList<ProxyTask> Missing(IReadOnlyList<ProxyTask> tasks)
    {
        var caches = evals.Evals.Where(e => e.Kind != EvalKind.External).Select(e => new ScoreCache(project.ScoreFolder, KeyOf(e, EvalItems.Read(e, project.Corpora))).Read()).ToArray();
        return [.. tasks.Where(t => caches.Any(c => !c.ContainsKey(t.Key)) && Usable(t))];
    }

    /// <summary>Mixes and scores of the proxies that are there, in the evals' own directions.</summary>
    public ScoredMixtures Table(MixtureTable design, IReadOnlyList<ProxyTask> tasks)
    {
        var kept = tasks.Where(Usable).ToArray();
        var scores = evals.Evals.Select(eval =>
        {
            if (eval.Kind == EvalKind.External) return External(eval, design, kept);
            var there = new ScoreCache(project.ScoreFolder, KeyOf(eval, EvalItems.Read(eval, project.Corpora))).Read();
            return kept.Select(t => there.GetValueOrDefault(t.Key, double.NaN)).ToArray();
        }).ToArray();
        return new(design with { Keys = [.. kept.Select(t => design.Keys[t.Index])], Labels = [.. kept.Select(t => design.Labels.Count > t.Index ? design.Labels[t.Index] : "")], Weights = [.. kept.Select(t => design.Weights[t.Index])] },
            [.. evals.Evals.Select(e => e.Name)], scores);
    }

    bool Usable(ProxyTask task)
    {
        var path = ProxyTrainer.PathOf(project.ProxyFolder, task.Key);
        return File.Exists(path) && !Checkpoint.ReadHeader(path).Diverged;
    }

    static double[] External(EvalSpec eval, MixtureTable design, IReadOnlyList<ProxyTask> tasks)
    {
        var table = CsvTable.Read(eval.Files[0]);
        var (key, column) = (RunColumns.Key(table.Columns), RunColumns.Find(table.Columns, eval.Column!));
        if (column < 0) throw new ConfigException($"eval '{eval.Name}': {table.Path} has no column '{eval.Column}'; {Names.DidYouMean(eval.Column!, table.Columns)}");
        if (key < 0) throw new ConfigException($"eval '{eval.Name}': {table.Path} has no column index that names the design's mixes");
        var rows = table.Rows.Select((r, i) => (Key: r[key].Trim(), i)).ToDictionary(r => r.Key, r => table.Number(r.i, column), StringComparer.Ordinal);
        return [.. tasks.Select(t => rows.GetValueOrDefault(design.Keys[t.Index], double.NaN))];
    }

    static string KeyOf(EvalSpec eval, IReadOnlyList<EvalItem> items) => ContentHash.Of(eval.Kind, eval.Metric, eval.MaxBytes, items);
}
