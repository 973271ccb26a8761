using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Shards;

namespace Curation.Tests.Mixers;

/// <summary>Small shards of made-up documents.</summary>
static class ShardFixture
{
    static readonly ShardSchema s_schema = new([new SignalDefinition("quality", SignalKind.Number, "")]);

    /// <summary>A document whose words are numbers of its own.</summary>
    public static (Document Document, int Tokens) Document(string source, int i, int tokens, double quality = 0.5, int duplicates = 1) => (new()
    {
        Id = $"{source}-{i:d5}",
        Text = string.Join(' ', Enumerable.Range(0, tokens).Select(t => $"{source[0]}{i}w{t}")),
        Source = source,
        Provenance = new(source, i, 1),
        Language = i % 2 == 0 ? "en" : "de",
        Duplicates = duplicates,
        Signals = Signals.Empty.With(new Signal("quality", quality)),
    }, tokens);

    /// <summary>Writes a shard.</summary>
    public static string Write(string path, IEnumerable<(Document Document, int Tokens)> documents)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = new ShardWriter(path, s_schema, new("run", "config", "test@1", "icu"), 1);
        foreach (var (document, tokens) in documents) writer.Write(document, tokens);
        writer.Complete();
        return path;
    }

    /// <summary>Documents of shards with their tokens, in order.</summary>
    public static List<(Document Document, int Tokens)> Read(IEnumerable<string> paths) => [.. paths.SelectMany(path =>
    {
        using var reader = ShardReader.Open(File.OpenRead(path), path);
        return reader.Counted(["text", "signals", "duplicates", "language"]).Select(d => (d.Document, d.Tokens)).ToList();
    })];
}
