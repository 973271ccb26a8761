using System.IO.Compression;
using System.Text.Json;
using Curation.Core.Documents;

namespace Curation.Tests.Filters.Parity;

/// <summary>Which documents a parity test compares.</summary>
public enum ParityScope
{
    /// <summary>The 535 synthetic ones, which are in the repository.</summary>
    Synthetic,

    /// <summary>All 5,138, of the development data.</summary>
    All,
}

/// <summary>Documents and decisions of the original tools.</summary>
static class ParityData
{
    static readonly string s_folder = Path.Combine(Repository.Root, "tests", "Curation.Tests", "Filters", "Parity", "Data");

    /// <summary>Objects of a file: docs, datatrove, dolma, dclm or words.</summary>
    public static IEnumerable<JsonElement> Lines(string name, ParityScope scope)
    {
        var path = scope == ParityScope.Synthetic
            ? Path.Combine(s_folder, $"{name}.jsonl.gz")
            : Repository.DataOrSkip($"parity/{(name == "words" ? "words-all" : name)}.jsonl.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            yield return json.RootElement.Clone();
        }
    }

    /// <summary>Documents with what a tool decided; they have no language, as the originals were told of none.</summary>
    public static IEnumerable<(ParityDocument Document, JsonElement Decision)> Decisions(string tool, ParityScope scope) =>
        Lines("docs", scope).Zip(Lines(tool, scope), (d, r) =>
        {
            Assert.Equal(d.GetProperty("id").GetString(), r.GetProperty("id").GetString());
            return (ParityDocument.Of(d), r);
        });

    /// <summary>The originals' tokens of each document, where they are known.</summary>
    public static Dictionary<string, string[]> Words(ParityScope scope) => Lines("words", scope).ToDictionary(
        w => w.GetProperty("id").GetString()!, w => w.GetProperty("words").EnumerateArray().Select(e => e.GetString()!).ToArray(), StringComparer.Ordinal);
}

/// <summary>A document of the comparison and its language, as its path tells.</summary>
sealed record ParityDocument(Document Document, string Language)
{
    public static ParityDocument Of(JsonElement json)
    {
        var source = json.GetProperty("source").GetString()!;
        var path = json.TryGetProperty("path", out var p) ? p.GetString()! : "";
        var document = new Document
        {
            Id = json.GetProperty("id").GetString()!,
            Source = source,
            Text = json.GetProperty("text").GetString()!,
            Provenance = new("docs.jsonl", -1, -1),
        };
        return new(document, LanguageOf(source, path));
    }

    static string LanguageOf(string source, string path)
    {
        if (source == "synthetic") return source;
        var folder = source switch
        {
            "debian-handbook" => "/html/",
            "apache2-doc" => "/manual/",
            _ when source.StartsWith("libreoffice-help", StringComparison.Ordinal) => "/help/",
            _ => null,
        };
        if (folder is null) return "en";
        var rest = path[(path.IndexOf(folder, StringComparison.Ordinal) + folder.Length)..];
        var name = rest[..rest.IndexOf('/')];
        return name.Split('-')[0];
    }
}
