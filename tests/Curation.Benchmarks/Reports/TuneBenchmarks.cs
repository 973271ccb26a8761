using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Reports.Tuning;
using Curation.Core.Shards;
using Curation.Core.Storage;

namespace Curation.Benchmarks.Reports;

/// <summary>What <c>curate tune</c> reads and judges: ten million documents with nine signals in ten shards, on two workers.</summary>
[Config(typeof(InProcessConfig))]
public class TuneBenchmarks
{
    const int Files = 10, Rows = 1_000_000, Signals = 9;
    readonly string _folder = Directory.CreateTempSubdirectory("curate-tune-bench-").FullName;
    ImmutableArray<string> _files = [];
    ImmutableArray<string> _signals = [];
    ImmutableArray<TuningRule> _rules = [];

    [GlobalSetup]
    public void Setup()
    {
        _signals = [.. Enumerable.Range(0, Signals).Select(i => $"stage_signal_{i}")];
        _rules = [.. _signals.Select((s, i) => new TuningRule($"stage.reason-{i}", s, $"option{i}", RuleBound.Least, null, .01, i == 4 ? .25 : .01))];
        var schema = new ShardSchema([.. _signals.Select((s, i) => new SignalDefinition(s, i == 0 ? SignalKind.Count : SignalKind.Number, "A signal."))]);
        var files = new string[Files];
        Parallel.For(0, Files, new() { MaxDegreeOfParallelism = 2 }, file =>
        {
            var random = new Random(file);
            files[file] = Path.Combine(_folder, $"{file}.parquet");
            using var writer = new ShardWriter(files[file], schema, new("run", "config", "stage@1", "icu"), 1);
            var signals = new Signal[Signals];
            for (var row = 0; row < Rows; row++)
            {
                for (var i = 0; i < Signals; i++) signals[i] = new(_signals[i], i == 0 ? random.Next(1, 5000) : random.NextDouble());
                writer.Write(new() { Id = $"{file:x8}{row:x24}", Source = "crawl", Text = "t", Provenance = new("c", row, 1), Signals = Curation.Core.Documents.Signals.Empty.With(signals) }, 1);
            }
            writer.Complete();
        });
        _files = [.. files];
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    /// <summary>Documents that another threshold would drop.</summary>
    [Benchmark]
    public long Tune()
    {
        var total = new SignalScan(new StorageRouter(), _signals).ReadAll(
            _files, 2, () => new TuningCount("stage", new HashSet<string>(), _rules, _signals), (c, b) => c.Add(b), (a, b) => a.Add(b), CancellationToken.None);
        return total.NewlyDropped;
    }

    /// <summary>The threshold for a share: a pass for its bin, a pass for its value.</summary>
    [Benchmark]
    public double KeepRate()
    {
        KeepCurve Pass(int? bin) => new SignalScan(new StorageRouter(), _signals).ReadAll(
            _files, 2, () => new KeepCurve("stage", new HashSet<string>(), _rules, "option4", _signals, bin), (c, b) => c.Add(b), (a, b) => a.Add(b), CancellationToken.None);
        return Pass(Pass(null).Bin(.7)).Threshold(.7);
    }
}
