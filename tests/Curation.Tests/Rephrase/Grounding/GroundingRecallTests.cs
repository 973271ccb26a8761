using System.Collections.Concurrent;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
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

    /// <summary>The rules are tuned on one half of the threads, and what is asserted and reported is what they do on the other.</summary>
    [Fact]
    public void Check_OfCorruptedPairs_CatchesThem()
    {
        var items = Items("beer").Concat(Items("matheducators")).ToList();
        var sentences = items.SelectMany(i => i.Answer.Split(". ")).Where(s => s.Length is > 40 and < 250 && !s.Contains('\n')).Select(s => s.TrimEnd('.') + ".").ToList();
        var names = items.SelectMany(i => PairCorruption.Names(i.Answer)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var samples = new ConcurrentBag<(string Kind, string Text)>();
        var (tuned, heldOut) = (new RecallTable(), new RecallTable());
        Parallel.For(0, items.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var isTuned = XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(items[i].Source), 7) % 2 == 0;
            Check(items[i], new(i, sentences, names), isTuned ? tuned : heldOut, isTuned ? samples : []);
        });
        TestContext.Current.TestOutputHelper?.WriteLine($"tuned on:\n{tuned}\nheld out:\n{heldOut}");
        if (Environment.GetEnvironmentVariable("CURATE_SAMPLES") is { } file)
            File.WriteAllLines(file, samples.OrderBy(s => s.Kind, StringComparer.Ordinal).Select(s => $"{s.Kind}\t{s.Text.ReplaceLineEndings(" ")}"));
        Assert.True(heldOut.Corrupted >= 2000, $"only {heldOut.Corrupted} corrupted pairs");
        Assert.InRange(heldOut.Refused("good, as it stands"), 0, 0.05);
        Assert.InRange(heldOut.Refused("good, reworded by program"), 0, 0.06);
        Assert.InRange(heldOut.Refused("number changed", "number foreign", "year changed", "name foreign"), 0.95, 1);
        Assert.InRange(heldOut.Refused("number swapped within the source"), 0.7, 1);
        Assert.InRange(heldOut.Refused("name swapped within the source"), 0.7, 1);
        Assert.InRange(heldOut.Refused("fact added from another document"), 0.8, 1);
    }

    static void Check(Item item, PairCorruption corruption, RecallTable table, ConcurrentBag<(string Kind, string Text)> samples)
    {
        var checker = new GroundingChecker(new(), item.Source, null, "en");
        if (Count("good, as it stands", item.Answer)) return;
        var reworded = corruption.Reworded(item.Answer);
        var isRefused = Count("good, reworded by program", reworded);
        Corrupt("number changed", corruption.ChangedNumber, item.Answer);
        Corrupt("number foreign", corruption.ForeignNumber, item.Answer);
        Corrupt("year changed", corruption.ChangedDate, item.Answer);
        Corrupt("name foreign", corruption.ForeignName, item.Answer);
        Corrupt("number swapped within the source", corruption.SwappedNumber, item.Answer);
        Corrupt("name swapped within the source", corruption.SwappedName, item.Answer);
        Corrupt("fact added from another document", corruption.AddedFact, item.Answer);
        Corrupt("negation", corruption.Negation, item.Answer);
        if (isRefused) return;
        Corrupt("number swapped, then reworded", corruption.SwappedNumber, reworded);
        Corrupt("name swapped, then reworded", corruption.SwappedName, reworded);

        void Corrupt(string kind, Func<string, string, string?> change, string answer)
        {
            if (change(answer, item.Source) is { } changed) Count(kind, changed);
        }

        bool Count(string kind, string answer)
        {
            var failure = checker.Check(new QuestionAnswer(item.Question, answer));
            table.Count(kind, failure);
            if (failure is not null && kind.StartsWith("good", StringComparison.Ordinal)) samples.Add((kind, $"{failure.Reason.Id} [{failure.Span}] {failure.Detail}"));
            if (failure is null && !kind.StartsWith("good", StringComparison.Ordinal)) samples.Add((kind, Change(item.Answer, answer)));
            return failure is not null;
        }
    }

    /// <summary>The first place where two texts differ.</summary>
    static string Change(string before, string after)
    {
        var at = before.AsSpan().CommonPrefixLength(after);
        var start = Math.Max(0, at - 60);
        return $"{before[start..Math.Min(before.Length, at + 60)]} => {after[start..Math.Min(after.Length, at + 60)]}";
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
