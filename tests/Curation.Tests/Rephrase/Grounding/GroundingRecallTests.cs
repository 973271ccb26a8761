using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.StackExchange;
using Curation.Stages.Rephrase.Grounding;
using Curation.Stages.Rephrase.StructureQa;
using Curation.Tests.Readers;

namespace Curation.Tests.Rephrase.Grounding;

/// <summary>What the rules catch and wrongly refuse on real questions with answers: those of two Stack Exchange sites, against their threads.</summary>
public sealed class GroundingRecallTests
{
    sealed record Item(string Source, string Question, string Answer);

    [Fact]
    public void Check_OfCorruptedPairs_CatchesThem()
    {
        var items = Items("beer").Concat(Items("matheducators")).ToList();
        var rules = new GroundingRules();
        var sentences = items.SelectMany(i => i.Answer.Split(". ")).Where(s => s.Length is > 40 and < 250 && !s.Contains('\n')).Select(s => s.TrimEnd('.') + ".").ToList();
        var names = items.SelectMany(i => PairCorruption.Names(i.Answer)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var table = new ConcurrentDictionary<string, (int Count, int Refused, ConcurrentDictionary<string, int> Reasons)>(StringComparer.Ordinal);
        var samples = new ConcurrentBag<(string Kind, string Text)>();
        var allowed = new ParallelOptions { MaxDegreeOfParallelism = 2 };
        Parallel.For(0, items.Count, allowed, i =>
        {
            var item = items[i];
            var checker = new GroundingChecker(rules, item.Source, null, "en");
            var good = checker.Check(new QuestionAnswer(item.Question, item.Answer));
            Count("good, as it stands", good);
            var corruption = new PairCorruption(i, sentences, names);
            if (good is not null)
            {
                samples.Add(("good", $"{good.Reason.Id} [{good.Span}] {good.Detail}"));
                return;
            }
            var reworded = corruption.Reworded(item.Answer);
            var refused = checker.Check(new QuestionAnswer(item.Question, reworded));
            Count("good, reworded by program", refused);
            if (refused is not null) samples.Add(("reworded", $"{refused.Reason.Id} [{refused.Span}] {refused.Detail}"));
            Corrupt("number changed", corruption.ChangedNumber);
            Corrupt("number foreign", corruption.ForeignNumber);
            Corrupt("year changed", corruption.ChangedDate);
            Corrupt("name foreign", corruption.ForeignName);
            Corrupt("number swapped within the source", corruption.SwappedNumber);
            Corrupt("name swapped within the source", corruption.SwappedName);
            Corrupt("fact added from another document", corruption.AddedFact);
            Corrupt("negation", corruption.Negation);

            void Corrupt(string kind, Func<string, string, string?> change)
            {
                if (change(item.Answer, item.Source) is not { } changed) return;
                var failure = checker.Check(new QuestionAnswer(item.Question, changed));
                Count(kind, failure);
                if (failure is null) samples.Add((kind, changed[..Math.Min(200, changed.Length)]));
            }
        });
        foreach (var (kind, row) in table.OrderBy(t => t.Key, StringComparer.Ordinal))
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {kind} | {row.Count} | {row.Refused / (double)row.Count:0.000} | {string.Join(", ", row.Reasons.OrderByDescending(r => r.Value).Take(4).Select(r => $"{r.Key} {r.Value}"))} |"));
        if (Environment.GetEnvironmentVariable("CURATE_SAMPLES") is { } file)
            File.WriteAllLines(file, samples.OrderBy(s => s.Kind, StringComparer.Ordinal).Select(s => $"{s.Kind}\t{s.Text.ReplaceLineEndings(" ")}"));
        var corrupted = table.Where(t => !t.Key.StartsWith("good", StringComparison.Ordinal)).Sum(t => t.Value.Count);
        Assert.True(corrupted >= 2000, $"only {corrupted} corrupted pairs");
        Assert.True(Rate("good, as it stands") <= 0.05);
        Assert.True(Recall("number changed", "number foreign", "year changed", "name foreign") >= 0.95);
        Assert.True(Recall("number swapped within the source", "name swapped within the source") >= 0.7);
        Assert.True(Rate("fact added from another document") >= 0.8);

        double Rate(string kind) => table[kind].Refused / (double)table[kind].Count;

        double Recall(params string[] kinds) => kinds.Sum(k => table[k].Refused) / (double)kinds.Sum(k => table[k].Count);

        void Count(string kind, GroundingFailure? failure)
        {
            var row = table.AddOrUpdate(kind, _ => (1, failure is null ? 0 : 1, new()), (_, old) => (old.Count + 1, old.Refused + (failure is null ? 0 : 1), old.Reasons));
            if (failure is not null) row.Reasons.AddOrUpdate(failure.Reason.Id, 1, (_, n) => n + 1);
        }
    }

    /// <summary>Questions of a site with the beginning of their best answer, as long as generated answers are, and the whole thread as the source.</summary>
    static List<Item> Items(string site)
    {
        var path = Repository.DataOrSkip($"mix/stackexchange/{site}-Posts.xml.gz");
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        gzip.CopyTo(memory);
        var reader = StackExchangeReader.Create(new() { Site = $"{site}.stackexchange.com" }, new StageServices());
        var stage = StructureQaStage.Create(new() { Sources = [QuestionSource.Marked] }, new StageServices());
        var items = new List<Item>();
        foreach (var document in reader.All(MemoryInput.Of(memory.ToArray(), "Posts.xml")).Documents())
        {
            if (document.Title is null || ((Verdict.Kept)stage.Apply(document)).Document.Structure?.Questions is not [var pair]) continue;
            items.Add(new(document.Text, document.Title, Beginning(pair.Answer)));
        }
        return items;
    }

    static string Beginning(string answer)
    {
        const int Most = 900;
        if (answer.Length <= Most) return answer;
        var end = answer.LastIndexOf(". ", Most, StringComparison.Ordinal);
        return end > 200 ? answer[..(end + 1)] : answer[..Most];
    }
}
