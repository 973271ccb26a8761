using Curation.Core.Shards;

namespace Curation.Cli.Samples;

/// <summary>Compares a run's outcome with what was planted.</summary>
static class SampleScore
{
    /// <summary>The packed input's kind of source, as the sample's run file names it.</summary>
    const string Crawl = "crawl";

    /// <summary>Reads shards and dropped documents and prints how many of each kind were caught. True if nothing is lost and every broken record is accounted for.</summary>
    public static bool Print(SampleTruth truth, string output, TextWriter writer)
    {
        // Only the crawl was packed; other inputs of the run are counted by themselves.
        var allKept = Kept(Path.Combine(output, "shards")).ToList();
        var allDropped = Dropped(Path.Combine(output, "dropped")).ToList();
        var kept = allKept.Where(k => k.Source == Crawl).ToList();
        var dropped = allDropped.Where(d => d.Source == Crawl).ToList();
        var reasons = dropped.Where(d => d.Url is not null).GroupBy(d => d.Url!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Reason, StringComparer.Ordinal);
        var keptUrls = kept.Select(k => k.Url).OfType<string>().ToHashSet(StringComparer.Ordinal);

        writer.WriteLine($"{truth.Records:n0} records planted: {truth.Pages:n0} real pages, {truth.Copies.Length:n0} near-duplicates of them, {truth.Broken.Length:n0} broken records");
        writer.WriteLine($"{kept.Count:n0} documents kept, {dropped.Count:n0} dropped or failed");
        if (allKept.Count + allDropped.Count > kept.Count + dropped.Count)
            writer.WriteLine($"of other inputs {allKept.Count - kept.Count:n0} documents kept, {allDropped.Count - dropped.Count:n0} dropped or failed");
        writer.WriteLine("near-duplicates, by share of words edited: pairs of which both came to deduplication, and one was removed");
        foreach (var rate in truth.Copies.GroupBy(c => c.EditRate).OrderBy(g => g.Key))
        {
            var pairs = rate.Where(c => Reached(c.Url) && Reached(c.Original)).ToList();
            writer.WriteLine($"  {rate.Key,6:p1}  {pairs.Count(c => !keptUrls.Contains(c.Url) || !keptUrls.Contains(c.Original))} of {pairs.Count}");
        }
        var complete = true;
        writer.WriteLine("broken records: accounted for");
        foreach (var kind in truth.Broken.GroupBy(b => b.Kind, StringComparer.Ordinal))
        {
            var caught = kind.Count(Accounted);
            complete &= caught == kind.Count();
            writer.WriteLine($"  {kind.Key}: {caught} of {kind.Count()}");
        }
        var lost = truth.Records - kept.Count - dropped.Count;
        writer.WriteLine(lost == 0 ? "nothing is lost: records = kept + dropped + failed" : $"{lost:n0} records are neither kept nor dropped");
        return complete && lost <= 0;

        bool Reached(string url) => keptUrls.Contains(url) || (reasons.TryGetValue(url, out var reason) && reason.Contains("-dedup.", StringComparison.Ordinal));

        bool Accounted(PlantedRecord record) =>
            dropped.Any(d => At(d.Provenance, record) && record.Expected.Any(e => d.Reason.StartsWith(e, StringComparison.Ordinal)));
    }

    static bool At(Core.Documents.Provenance place, PlantedRecord record) =>
        place.Offset == record.Offset && place.Container.EndsWith(record.File, StringComparison.Ordinal);

    static IEnumerable<(string? Url, string Id, string Source)> Kept(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.parquet").Order(StringComparer.Ordinal))
        {
            using var reader = ShardReader.Open(File.OpenRead(path), path);
            foreach (var document in reader.Documents(["url", "source"])) yield return (document.Url, document.Id, document.Source);
        }
    }

    static IEnumerable<DroppedDocument> Dropped(string folder)
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var path in Directory.EnumerateFiles(folder, "*.parquet").Order(StringComparer.Ordinal))
        {
            using var reader = DroppedReader.Open(File.OpenRead(path), path);
            foreach (var document in reader.Documents()) yield return document;
        }
    }
}
