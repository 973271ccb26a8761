using System.Buffers;
using System.Numerics;
using System.Text;
using Curation.Core.Errors;
using Curation.Stages.Kernels;

namespace Curation.Stages.LanguageId;

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
    static readonly SearchValues<byte> s_space = SearchValues.Create(" \n\r\t\v\f\0"u8);
    [ThreadStatic] static RowList? t_rows;
    [ThreadStatic] static float[]? t_vector;

    readonly FastTextDictionary _dictionary;
    readonly FastTextMatrix _input;
    readonly LabelScorer _scorer;

    FastTextModel(FastTextDictionary dictionary, FastTextMatrix input, LabelScorer scorer) =>
        (_dictionary, _input, _scorer) = (dictionary, input, scorer);

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
        var input = FastTextMatrix.Read(file, quantized);
        var output = FastTextMatrix.Read(file, file.Flag() && quantized);
        file.Require(input.Columns == args.Dimension && output.Columns == args.Dimension, $"matrices of {input.Columns} and {output.Columns} columns for dimension {args.Dimension}");
        file.Require(dictionary.Rows <= input.Rows, $"{input.Rows} input rows, where words and n-grams take {dictionary.Rows}");
        var labels = dictionary.Labels.Length;
        file.Require(args.Loss == FastTextLoss.HierarchicalSoftmax ? output.Rows >= labels - 1 : output.Rows == labels, $"{output.Rows} output rows for {labels} labels");
        return new(dictionary, input, LabelScorer.Create(args.Loss, output, dictionary.LabelCounts));
    }

    /// <summary>The best labels of one line of UTF-8 text, best first; none for a line without a known token.</summary>
    /// <param name="line">The line; it ends at its first line feed, if it has one.</param>
    /// <param name="best">Gets the best labels.</param>
    /// <returns>How many were written.</returns>
    public int Predict(ReadOnlySpan<byte> line, Span<LabelScore> best)
    {
        var rows = t_rows ??= new();
        rows.Clear();
        Tokenize(line, rows);
        if (rows.Rows.IsEmpty) return 0;
        if (t_vector?.Length != _input.Columns) t_vector = new float[_input.Columns];
        Average(rows.Rows, t_vector);
        Span<(int Label, float Score)> scores = best.Length <= 64 ? stackalloc (int, float)[best.Length] : new (int, float)[best.Length];
        var count = _scorer.Best(t_vector, scores[..Math.Min(best.Length, _dictionary.Labels.Length)]);
        for (var i = 0; i < count; i++) best[i] = new(_dictionary.Labels[scores[i].Label], scores[i].Score);
        return count;
    }

    /// <summary>The best label of one line of text, or null for a line without a known token.</summary>
    /// <param name="line">The line; it ends at its first line feed, if it has one.</param>
    public LabelScore? Predict(ReadOnlySpan<char> line)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(line.Length));
        try
        {
            Span<LabelScore> best = new LabelScore[1];
            return Predict(bytes.AsSpan(0, Encoding.UTF8.GetBytes(line, bytes)), best) == 0 ? null : best[0];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    void Tokenize(ReadOnlySpan<byte> line, RowList rows)
    {
        var end = line.IndexOf((byte)'\n');
        if (end >= 0) line = line[..end];
        while (line.IndexOfAnyExcept(s_space) is >= 0 and var start)
        {
            line = line[start..];
            var length = line.IndexOfAny(s_space);
            var token = length < 0 ? line : line[..length];
            _dictionary.AddToken(token, Fnv.Hash(token), isEnd: false, rows);
            line = line[token.Length..];
        }
        _dictionary.AddToken("</s>"u8, Fnv.Hash("</s>"u8), isEnd: true, rows);
        _dictionary.AddWordNgrams(rows);
    }

    void Average(ReadOnlySpan<int> rows, Span<float> vector)
    {
        vector.Clear();
        var width = Vector<float>.Count;
        foreach (var row in rows)
        {
            var values = _input.Row(row);
            var i = 0;
            for (; i <= vector.Length - width; i += width) (new Vector<float>(vector[i..]) + new Vector<float>(values[i..])).CopyTo(vector[i..]);
            for (; i < vector.Length; i++) vector[i] += values[i];
        }
        var share = 1f / rows.Length;
        for (var i = 0; i < vector.Length; i++) vector[i] *= share;
    }
}
