using System.Text.RegularExpressions;

namespace Curation.Tests.FastText.Training;

/// <summary>Paragraphs of the sources of the development data, each labelled with its source: something real to classify.</summary>
static partial class SourceLines
{
    static readonly (string Label, string File)[] s_sources =
    [
        ("wiki", "mix/wikipedia/wikitext-2/valid.txt"), ("news", "mix/news/wikinews_2020.csv"), ("austen", "mix/books/1342-0.txt"),
        ("doyle", "mix/books/1661.txt"), ("shakespeare", "mix/books/tinyshakespeare/input.txt"),
    ];

    /// <summary>Writes lines to train on and lines to test with; skips the test where the data is absent.</summary>
    public static (string Training, string Test) WriteOrSkip(string folder)
    {
        var random = new Random(4);
        using var training = new StreamWriter(Path.Combine(folder, "training.txt")) { NewLine = "\n" };
        using var test = new StreamWriter(Path.Combine(folder, "test.txt")) { NewLine = "\n" };
        foreach (var line in s_sources.SelectMany(s => Lines(Repository.DataOrSkip(s.File), s.Label)).OrderBy(_ => random.Next()).ToArray())
            (random.Next(4) == 0 ? test : training).WriteLine(line);
        return (Path.Combine(folder, "training.txt"), Path.Combine(folder, "test.txt"));
    }

    static IEnumerable<string> Lines(string file, string label) => File.ReadLines(file)
        .Select(l => NotWord().Replace(l.ToLowerInvariant(), " ").Trim())
        .Where(l => l.Length > 30)
        .Take(8000)
        .Select(l => $"__label__{label} {(l.Length > 160 ? l[..160] : l)}");

    [GeneratedRegex(@"[^\p{L}]+")]
    private static partial Regex NotWord();
}
