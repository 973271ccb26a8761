using Curation.Core.Errors;
using Curation.Stages.Kernels;

namespace Curation.Stages.FastText.Training;

/// <summary>
/// Trains a supervised fastText model (Joulin et al. 2016) on lines of labels and text. Unlike fastText's threads, which write over each
/// other, these take a small batch at a time: rows are summed by all threads, labels are learnt in order by one, and each thread then adds
/// to the rows it owns. So the model is the same to the bit for any number of threads.
/// </summary>
public sealed class FastTextTrainer : IDisposable
{
    /// <summary>Examples whose rows are read before any of them is written.</summary>
    const int Batch = 32;

    readonly TrainingOptions _options;
    readonly LineFile _lines;
    readonly FastTextDictionary _dictionary;
    readonly FastTextMatrix _input;
    readonly OutputLayer _output;
    readonly Example[] _batch;
    readonly Barrier _barrier;
    readonly Action<double> _progress;
    readonly CancellationToken _cancellation;
    int[] _order = [];
    int _next;
    Exception? _failure;

    FastTextTrainer(TrainingOptions options, LineFile lines, FastTextDictionary dictionary, FastTextMatrix input, OutputLayer output, Action<double> progress, CancellationToken cancellation)
    {
        (_options, _lines, _dictionary, _input, _output, _progress, _cancellation) = (options, lines, dictionary, input, output, progress, cancellation);
        _batch = [.. Enumerable.Range(0, Batch).Select(_ => new Example(options.Dimension, options.Threads))];
        _barrier = new(options.Threads);
    }

    /// <summary>Trains a model.</summary>
    /// <param name="lines">An example a line, labels anywhere in it.</param>
    /// <param name="options">Validated options.</param>
    /// <param name="progress">Is told the share done, from one thread.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ConfigException">There are no labels or words, or the matrix would be too large.</exception>
    public static FastTextModel Train(LineFile lines, TrainingOptions options, Action<double> progress, CancellationToken cancellation = default)
    {
        var args = options.Args;
        var counter = new TokenCounter();
        var buffer = new byte[1 << 16];
        for (var line = 0; line < lines.Count; line++) counter.Add(lines.Read(line, ref buffer));
        var dictionary = counter.Build(args);
        if (dictionary.Labels.Length < 2) throw new ConfigException($"expected examples of at least two labels, found {dictionary.Labels.Length}");
        var rows = dictionary.Words + (long)args.Buckets;
        if (rows * args.Dimension > Array.MaxLength)
            throw new ConfigException($"{rows} rows of {args.Dimension} numbers are more than one matrix holds ({Array.MaxLength}); lower buckets or dimension, or raise minCount");
        var input = new FastTextMatrix((int)rows, args.Dimension, GC.AllocateUninitializedArray<float>((int)rows * args.Dimension));
        Fill(input, options);
        var output = new FastTextMatrix(dictionary.Labels.Length, args.Dimension, new float[dictionary.Labels.Length * args.Dimension]);
        using var trainer = new FastTextTrainer(options, lines, dictionary, input, OutputLayer.Create(args, output, dictionary.LabelCounts), progress, cancellation);
        trainer.Run();
        return new(args, dictionary, input, output);
    }

    /// <inheritdoc/>
    public void Dispose() => _barrier.Dispose();

    static void Fill(FastTextMatrix input, TrainingOptions options)
    {
        var scale = 1f / options.Dimension;
        Parallel.For(0, input.Rows, new() { MaxDegreeOfParallelism = options.Threads }, row =>
        {
            var values = input.Row(row);
            for (var i = 0; i < values.Length; i++)
                values[i] = ((Draw.Bits((ulong)options.Seed, (ulong)row * (ulong)values.Length + (ulong)i) >> 40) * (2f / (1 << 24)) - 1) * scale;
        });
    }

    void Run()
    {
        var threads = Enumerable.Range(1, _options.Threads - 1).Select(t => new Thread(() => Work(t)) { IsBackground = true }).ToArray();
        foreach (var thread in threads) thread.Start();
        Work(0);
        foreach (var thread in threads) thread.Join();
        if (_failure is not null) throw new CurationException($"training stopped: {_failure.Message}", _failure);
        _cancellation.ThrowIfCancellationRequested();
    }

    void Work(int thread)
    {
        var buffer = new byte[1 << 16];
        for (var epoch = 0; epoch < _options.Epochs; epoch++)
        {
            if (thread == 0) _order = Draw.Order(_lines.Count, Draw.Bits((ulong)_options.Seed, (ulong)epoch));
            Wait();
            for (var first = 0; first < _lines.Count; first += Batch)
            {
                var count = Math.Min(Batch, _lines.Count - first);
                // A thread that fails must still come to the barrier, or the others would wait for ever.
                try { Prepare(first, count, ref buffer); }
                catch (Exception error) { Interlocked.CompareExchange(ref _failure, error, null); }
                Wait();
                if (thread == 0 && _failure is null) Learn(epoch, first, count);
                Wait();
                for (var i = 0; i < count; i++)
                    if (_batch[i].CanTeach) FloatRows.AddTo(_input.Values, _batch[i].Owned(thread), _batch[i].Gradient);
                Wait();
                if (_failure is not null || _cancellation.IsCancellationRequested) return;
            }
        }
    }

    /// <summary>Reads examples of the batch and sums their rows.</summary>
    void Prepare(int first, int count, ref byte[] buffer)
    {
        for (int i; (i = Interlocked.Increment(ref _next) - 1) < count;)
        {
            var example = _batch[i];
            example.Rows.Clear();
            _dictionary.AddLine(_lines.Read(_order[first + i], ref buffer), example.Rows);
            if (!example.CanTeach) continue;
            example.Divide();
            example.Hidden.AsSpan().Clear();
            FloatRows.Add(_input.Values, example.Rows.Rows, example.Hidden);
            FloatRows.Scale(example.Hidden, 1f / example.Rows.Weight);
        }
    }

    void Learn(int epoch, int first, int count)
    {
        _next = 0;
        var done = (epoch + (double)first / _lines.Count) / _options.Epochs;
        var rate = (float)(_options.Rate * (1 - done));
        for (var i = 0; i < count; i++)
        {
            var example = _batch[i];
            if (!example.CanTeach) continue;
            example.Gradient.AsSpan().Clear();
            _output.Learn(example.Hidden, example.Rows.Labels, rate, Draw.Bits((ulong)_options.Seed ^ (ulong)epoch << 48, (ulong)_order[first + i]), example.Gradient);
            FloatRows.Scale(example.Gradient, 1f / example.Rows.Weight);
        }
        if (first % (Batch * 64) == 0) _progress(done);
    }

    void Wait()
    {
        if (_options.Threads > 1) _barrier.SignalAndWait();
    }
}
