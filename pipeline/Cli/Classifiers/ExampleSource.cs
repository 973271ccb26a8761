using Curation.Cli.Extracting;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Stages.Readers.Jsonl;
using Curation.Stages.Readers.Parquet;

namespace Curation.Cli.Classifiers;

/// <summary>Files of examples: JSON lines, Parquet (own shards too), or plain text with an example a line.</summary>
/// <param name="Path">File or folder.</param>
/// <param name="Label">Label of all its examples; null if each bears its own.</param>
sealed record ExampleSource(string Path, string? Label)
{
    static readonly string[] s_jsonl = [".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson", ".json"];

    /// <summary>The examples in order.</summary>
    /// <param name="text">Member or column with the text.</param>
    /// <param name="member">Member, column or signal with the label, or with the number it is made of.</param>
    /// <param name="failed">Is told of records that cannot be read.</param>
    /// <param name="cancellation">Stops it.</param>
    public IEnumerable<Example> Read(string text, string member, Action<string> failed, CancellationToken cancellation)
    {
        foreach (var file in ExtractInputs.Files(Path))
        {
            if (file.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
            {
                foreach (var line in File.ReadLines(file)) yield return new(line, null, IsLine: true);
                continue;
            }
            foreach (var item in Reader(file, text, member).Read(Input(file), cancellation))
            {
                if (item is ReadItem.Failed failure) failed(failure.Detail);
                if (item is ReadItem.Found { Document: var document }) yield return new(document.Text, Value(document, member), IsLine: false);
            }
        }
    }

    /// <summary>An example as it is read.</summary>
    /// <param name="Text">Its text.</param>
    /// <param name="Value">What the member holds.</param>
    /// <param name="IsLine">Whether the text is a line as fastText reads it, labels in it.</param>
    public readonly record struct Example(string Text, string? Value, bool IsLine);

    static IReader Reader(string file, string text, string member)
    {
        if (file.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)) return new ParquetReader(new() { Text = text, Metadata = [member] });
        if (s_jsonl.Any(e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase))) return new JsonlReader(new() { Text = text, Metadata = [member] });
        throw new ConfigException($"{file}: expected .jsonl (.gz, .zst), .parquet or .txt");
    }

    static string? Value(Document document, string member) =>
        document.Metadata.TryGetValue(member, out var value) ? value
        : document.Signals[member] is { } signal ? signal.ToString("R", System.Globalization.CultureInfo.InvariantCulture)
        : member == "source" ? document.Source : null;

    static ReaderInput Input(string file) => new()
    {
        Name = file,
        Source = "examples",
        Size = new FileInfo(file).Length,
        Open = offset =>
        {
            var stream = File.OpenRead(file);
            stream.Position = offset;
            return stream;
        },
    };
}
