using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Curation.Core.Documents;
using Curation.Stages.Filters.Decontamination;

namespace Curation.Tests.Filters.Decontamination;

/// <summary>Items of real evaluations planted into real documents in five ways: labelled recall and precision at default settings.</summary>
public sealed partial class PlantedContaminationTests(ITestOutputHelper output)
{
    const int PlantsOfAKind = 500;
    static readonly string[] s_kinds = ["verbatim", "re-cased", "re-punctuated", "split over lines", "one word in twenty changed"];

    [Fact]
    public void Apply_TwoThousandFiveHundredPlants_FindsThemAndNothingElse()
    {
        var sources = EvalSources.AllOrSkip();
        var filter = DecontaminationFilter.Create(new() { Evals = [.. sources] }, new());
        output.WriteLine($"{filter.Index.Passages.Count} passages, index {filter.Index.Bytes / 1e6:0.0} MB");
        Assert.InRange(filter.Index.Bytes, 1, 500_000_000);
        var random = new Random(20261124);
        var items = sources.SelectMany(EvalFile.Read).Where(i => WordCount($"{i.Query} {i.Answer}") >= new DecontaminationOptions().MinWords).ToArray();
        var documents = Documents();
        var (right, flagged) = (0, 0);
        foreach (var kind in s_kinds)
        {
            var found = 0;
            for (var i = 0; i < PlantsOfAKind; i++)
            {
                var item = items[random.Next(items.Length)];
                var host = documents[random.Next(documents.Length)];
                var at = host.IndexOf(' ', random.Next(host.Length / 2));
                var planted = Change($"{item.Query} {item.Answer}".Trim(), kind, random);
                var hit = Detail(filter, $"{host[..Math.Max(0, at)]}\n{planted}\n{host[Math.Max(0, at)..]}");
                if (hit is null) continue;
                flagged++;
                if (!hit.Contains($"{item.Eval} {item.Id} at ", StringComparison.Ordinal)) continue;
                found++;
                right++;
            }
            output.WriteLine($"{kind}: recall {(double)found / PlantsOfAKind:0.000}");
            Assert.True(found >= (kind == s_kinds[^1] ? .8 : .98) * PlantsOfAKind, $"{kind}: {found} of {PlantsOfAKind}");
        }
        // As many documents without a plant.
        foreach (var host in Enumerable.Range(0, s_kinds.Length * PlantsOfAKind).Select(i => documents[i % documents.Length]))
        {
            if (Detail(filter, host) is not { } detail) continue;
            flagged++;
            output.WriteLine($"clean, but: {detail}");
        }
        output.WriteLine($"precision {(double)right / flagged:0.000} of {flagged}");
        Assert.True(right >= .98 * flagged, $"precision {(double)right / flagged}");
    }

    static string? Detail(DecontaminationFilter filter, string text) =>
        filter.Apply(new() { Id = "1", Source = "crawl", Text = text, Provenance = new("f", 0, 1) }) is Verdict.Dropped dropped ? dropped.Detail : null;

    static int WordCount(string text)
    {
        var words = new WordList();
        words.Set(text, false);
        return words.Count;
    }

    static string[] Documents()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Repository.DataOrSkip("parity/docs.jsonl.gz")), CompressionMode.Decompress));
        var documents = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            var text = JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!;
            if (text.Length > 500) documents.Add(text.Length > 20000 ? text[..20000] : text);
        }
        return [.. documents];
    }

    static string Change(string text, string kind, Random random) => kind switch
    {
        "re-cased" => random.Next(3) switch { 0 => text.ToUpperInvariant(), 1 => text.ToLowerInvariant(), _ => string.Concat(text.Select((c, i) => i % 2 == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))) },
        "re-punctuated" => Punctuate(text, random),
        "split over lines" => Blank().Replace(text, _ => random.Next(6) == 0 ? "\n  " : " "),
        "one word in twenty changed" => Blank().Replace(text, " ").Split(' ').Aggregate(new StringBuilder(), (b, w) => b.Append(random.Next(20) == 0 ? "something" + random.Next(1000) : w).Append(' ')).ToString(),
        _ => text,
    };

    static string Punctuate(string text, Random random)
    {
        // Marks between words are left out, changed or added; those inside words and numbers stay.
        var changed = new StringBuilder();
        foreach (var word in Blank().Replace(text, " ").Split(' '))
        {
            var bare = word.Trim('.', ',', ';', ':', '!', '?', '"', '(', ')');
            changed.Append(bare.Length == 0 ? word : bare).Append(random.Next(5) switch { 0 => ", ", 1 => " — ", 2 => "; ", _ => " " });
        }
        return changed.ToString();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
