using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Curation.Core.Errors;
using Curation.Stages.FastText;

namespace Curation.Cli.Classifiers;

/// <summary>Examples as lines of labels and text, in two files: to train on, and held out. Equal lines go into the same file.</summary>
sealed class ExampleFiles : IDisposable
{
    const string Prefix = "__label__";

    readonly string _folder = Directory.CreateTempSubdirectory("curate-train-").FullName;
    readonly FileStream _training, _heldOut;
    readonly FastTextDialect _dialect;
    readonly double _holdOut;
    readonly long _seed;

    public ExampleFiles(FastTextDialect dialect, double holdOut, long seed)
    {
        (_dialect, _holdOut, _seed) = (dialect, holdOut, seed);
        _training = new(Training, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 20);
        _heldOut = new(HeldOut, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 20);
    }

    /// <summary>Path of the lines to train on.</summary>
    public string Training => Path.Combine(_folder, "training.txt");

    /// <summary>Path of the lines that were held out.</summary>
    public string HeldOut => Path.Combine(_folder, "held-out.txt");

    /// <summary>Training examples by label.</summary>
    public SortedDictionary<string, int> Labels { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds an example.</summary>
    /// <param name="labels">Its labels; empty if the text is a line with its labels in it.</param>
    /// <param name="text">Its text.</param>
    public void Add(ReadOnlySpan<string> labels, string text)
    {
        var head = new StringBuilder();
        foreach (var label in labels) head.Append(label).Append(' ');
        // A label inside a text would teach it.
        if (labels.Length > 0 && text.Contains(Prefix, StringComparison.Ordinal)) text = text.Replace(Prefix, "_ _label__", StringComparison.Ordinal);
        using var line = Utf8Line.Of(text, _dialect);
        var start = Encoding.UTF8.GetBytes(head.ToString());
        var hash = XxHash3.HashToUInt64(line.Bytes, _seed);
        var isHeldOut = hash >> 11 < _holdOut * (1L << 53);
        var file = isHeldOut ? _heldOut : _training;
        file.Write(start);
        file.Write(line.Bytes);
        file.WriteByte((byte)'\n');
        if (!isHeldOut) Count(labels, text);
    }

    /// <summary>Ends writing.</summary>
    /// <exception cref="ConfigException">There are too few examples.</exception>
    public void Complete(int fewest)
    {
        _training.Dispose();
        _heldOut.Dispose();
        var found = Labels.Count == 0 ? "none" : string.Join(", ", Labels.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Key} {l.Value}")));
        if (Labels.Count < 2) throw new ConfigException($"expected examples of at least two labels, found {found}; a classifier tells one from another");
        if (Labels.Values.Min() < fewest)
            throw new ConfigException($"expected at least {fewest} examples of each label to train on, found {found}; give more, or lower --min-examples");
    }

    public void Dispose()
    {
        _training.Dispose();
        _heldOut.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    void Count(ReadOnlySpan<string> labels, string text)
    {
        var found = labels.Length > 0 ? labels.ToArray() : text.Split(' ').Where(t => t.StartsWith(Prefix, StringComparison.Ordinal));
        foreach (var label in found) Labels[label] = Labels.GetValueOrDefault(label) + 1;
    }
}
