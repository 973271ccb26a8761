using System.IO.Compression;
using System.Text.Json;
using Curation.Core.Documents;

namespace Curation.Tests.Filters.C4;

/// <summary>Documents and decisions of the original tools: <c>parity/</c> of the development data.</summary>
static class ParityData
{
    public static IEnumerable<JsonElement> Lines(string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Repository.DataOrSkip($"parity/{name}.jsonl.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            yield return json.RootElement.Clone();
        }
    }

    public static IEnumerable<(Document Document, JsonElement Decision)> Decisions(string tool) =>
        Lines("docs").Zip(Lines(tool), (d, r) =>
        {
            Assert.Equal(d.GetProperty("id").GetString(), r.GetProperty("id").GetString());
            return (new Document
            {
                Id = d.GetProperty("id").GetString()!,
                Source = d.GetProperty("source").GetString()!,
                Text = d.GetProperty("text").GetString()!,
                Provenance = new("docs.jsonl", -1, -1),
            }, r);
        });

    /// <summary>Fails with the first differing documents unless at least <paramref name="share"/> agree.</summary>
    public static void Agree(IReadOnlyCollection<(string Id, string Expected, string Found)> results, double share)
    {
        Assert.NotEmpty(results);
        var wrong = results.Where(r => r.Expected != r.Found).ToArray();
        var agreement = 1 - (double)wrong.Length / results.Count;
        TestContext.Current.SendDiagnosticMessage($"{agreement:P3} of {results.Count} agree");
        Assert.True(agreement >= share, $"{agreement:P3} of {results.Count} agree; first: {string.Join("; ", wrong.Take(12))}; kinds: "
            + string.Join(", ", wrong.GroupBy(w => $"{w.Expected}->{w.Found}").Select(g => $"{g.Key} {g.Count()}")));
    }
}
