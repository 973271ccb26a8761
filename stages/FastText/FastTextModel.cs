using System.Collections.Concurrent;
using System.Text;
using Curation.Core.Errors;
using Curation.Stages.Kernels;

namespace Curation.Stages.FastText;

/// <summary>A label and its score.</summary>
/// <param name="Label">The label, its prefix <c>__label__</c> included.</param>
/// <param name="Score">Its score, about 0 to 1: fastText adds up to 1e-5 by its logarithm, and so does this.</param>
public readonly record struct LabelScore(string Label, float Score);

/// <summary>
/// A supervised fastText model (Joulin et al. 2016), full (<c>.bin</c>) or quantized (<c>.ftz</c>), with the labels and scores of the
/// command <c>fasttext predict</c>. Thread-safe.
/// </summary>
public sealed class FastTextModel
{
    /// <summary>Words whose sums of rows are kept, at most so many bytes of them.</summary>
    const long SumBytes = 64 << 20;

    /// <summary>Columns up to which sums of unknown tokens are kept, a few megabytes a thread.</summary>
    const int MostSummed = 256;

    [ThreadStatic] static RowSum? t_rows;

    readonly FastTextArgs _args;
    readonly FastTextDictionary _dictionary;
    readonly FastTextMatrix _input, _output;
    readonly LabelScorer _scorer;
    readonly bool _isLoaded;
    readonly ConcurrentBag<TokenSums>? _unknown;

    internal FastTextModel(FastTextArgs args, FastTextDictionary dictionary, FastTextMatrix input, FastTextMatrix output)
    {
        (_args, _dictionary, _input, _output) = (args, dictionary, input, output);
        _scorer = LabelScorer.Create(args.Loss, output, dictionary.LabelCounts);
    }

    FastTextModel(FastTextArgs args, FastTextDictionary dictionary, FastTextMatrix input, FastTextMatrix output, bool projected) : this(args, dictionary, input, output)
    {
        _isLoaded = true;
        if (projected) (_input, _scorer) = (ProjectedScorer.Project(input, output), new ProjectedScorer());
        if (!_scorer.IsSmooth || args.MaxN == 0) return;
        if ((long)dictionary.Words * _input.Columns * sizeof(float) <= SumBytes) _input = WithSums(_input);
        if (_input.Columns <= MostSummed) _unknown = [];
    }

    /// <summary>Labels of the model, prefix included.</summary>
    public IReadOnlyList<string> Labels => _dictionary.Labels;

    /// <summary>Reads a model file.</summary>
    /// <exception cref="InputException">It is no supervised fastText model, or damaged; the message has the byte.</exception>
    public static FastTextModel Load(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        return Load(stream, path);
    }

    /// <summary>Reads a model from a stream that knows its length.</summary>
    /// <exception cref="InputException">It is no supervised fastText model, or damaged; the message has the byte.</exception>
    public static FastTextModel Load(Stream stream, string path)
    {
        var file = new ModelInput(stream, path);
        var args = FastTextArgs.Read(file);
        var dictionary = FastTextDictionary.Read(file, args);
        var quantized = file.Flag();
        file.Require(quantized || !dictionary.IsPruned, "pruned n-grams in a model that is not quantized");
        var input = FastTextMatrix.Read(file, quantized);
        var output = FastTextMatrix.Read(file, file.Flag() && quantized);
        file.Require(input.Columns == args.Dimension && output.Columns == args.Dimension, $"matrices of {input.Columns} and {output.Columns} columns for dimension {args.Dimension}");
        file.Require(dictionary.Rows <= input.Rows, $"{input.Rows} input rows, where words and n-grams take {dictionary.Rows}");
        var labels = dictionary.Labels.Length;
        file.Require(args.Loss == FastTextLoss.HierarchicalSoftmax ? output.Rows >= labels - 1 : output.Rows == labels, $"{output.Rows} output rows for {labels} labels");
        return new(args, dictionary, input, output, ProjectedScorer.Pays(args.Loss, output));
    }

    /// <summary>Reads the labels alone, without the matrices.</summary>
    /// <exception cref="InputException">It is no supervised fastText model, or damaged; the message has the byte.</exception>
    public static IReadOnlyList<string> ReadLabels(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var file = new ModelInput(stream, path);
        return FastTextDictionary.Read(file, FastTextArgs.Read(file)).Labels;
    }

    /// <summary>Writes a model that was trained here as the command <c>fasttext</c> reads it.</summary>
    /// <exception cref="InvalidOperationException">It was read from a file: rows are kept in another form then.</exception>
    public void Save(Stream stream)
    {
        if (_isLoaded) throw new InvalidOperationException("A model that was read cannot be written; copy its file.");
        using var output = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        _args.Write(output);
        _dictionary.Write(output);
        output.Write(false);
        _input.Write(output);
        output.Write(false);
        _output.Write(output);
    }

    /// <summary>The best labels of one line of UTF-8 text, best first; none for a line without a known token.</summary>
    /// <param name="line">The line; it ends at its first line feed or token <c>&lt;/s&gt;</c>, if it has one.</param>
    /// <param name="best">Gets the best labels.</param>
    /// <returns>How many were written.</returns>
    public int Predict(ReadOnlySpan<byte> line, Span<LabelScore> best)
    {
        Span<(int Label, float Score)> scores = best.Length <= 64 ? stackalloc (int, float)[best.Length] : new (int, float)[best.Length];
        var count = Predict(line, scores);
        for (var i = 0; i < count; i++) best[i] = new(_dictionary.Labels[scores[i].Label], scores[i].Score);
        return count;
    }

    /// <summary>The same with ordinals of labels.</summary>
    internal int Predict(ReadOnlySpan<byte> line, Span<(int Label, float Score)> best)
    {
        var vector = Vector(line);
        return vector.IsEmpty || best.IsEmpty ? 0 : _scorer.Best(vector, best[..Math.Min(best.Length, _dictionary.Labels.Length)]);
    }

    /// <summary>The score of one label for a line of UTF-8 text, or null for a line without a known token.</summary>
    /// <param name="line">The line; it ends at its first line feed or token <c>&lt;/s&gt;</c>, if it has one.</param>
    /// <param name="label">Ordinal in <see cref="Labels"/>.</param>
    public float? Score(ReadOnlySpan<byte> line, int label)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)_dictionary.Labels.Length, nameof(label));
        var vector = Vector(line);
        return vector.IsEmpty ? null : _scorer.Score(vector, label);
    }

    /// <summary>The best label of one line of text, or null for a line without a known token.</summary>
    /// <param name="line">The line; it ends at its first line feed or token <c>&lt;/s&gt;</c>, if it has one.</param>
    public LabelScore? Predict(ReadOnlySpan<char> line)
    {
        using var text = Utf8Line.Of(line);
        return Predict(text.Bytes);
    }

    /// <summary>The best label of one line of UTF-8 text, or null for a line without a known token.</summary>
    /// <param name="line">The line; it ends at its first line feed or token <c>&lt;/s&gt;</c>, if it has one.</param>
    public LabelScore? Predict(ReadOnlySpan<byte> line)
    {
        LabelScore best = default;
        return Predict(line, new Span<LabelScore>(ref best)) == 0 ? null : best;
    }

    /// <summary>The mean of a line's rows, in memory of this thread; empty for a line without a known token.</summary>
    ReadOnlySpan<float> Vector(ReadOnlySpan<byte> line)
    {
        var rows = t_rows ??= new();
        TokenSums? unknown = null;
        if (_unknown is not null && !_unknown.TryTake(out unknown)) unknown = new(_dictionary, _input);
        rows.Begin(_input, unknown);
        _dictionary.AddLine(line, rows);
        if (unknown is not null) _unknown!.Add(unknown);
        return rows.Mean();
    }

    /// <summary>The matrix with a row more for each word: the sum of its rows.</summary>
    FastTextMatrix WithSums(FastTextMatrix input)
    {
        if ((input.Rows + (long)_dictionary.Words) * input.Columns > Array.MaxLength) return input;
        var all = input with { Values = new float[(input.Rows + _dictionary.Words) * input.Columns] };
        input.Values.CopyTo(all.Values, 0);
        for (var word = 0; word < _dictionary.Words; word++) FloatRows.Add(input.Values, _dictionary.RowsOf(word), all.Row(input.Rows + word));
        _dictionary.UseSums(input.Rows);
        return all;
    }
}
