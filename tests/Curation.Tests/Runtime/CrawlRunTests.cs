using System.Diagnostics;

namespace Curation.Tests.Runtime;

/// <summary>A whole crawl run: killed at random moments, and its memory against the size of its input.</summary>
public sealed class CrawlRunTests(ITestOutputHelper output)
{
    [Fact]
    public Task Run_KilledThreeTimes_GivesTheSameBytes() => KilledAsync(bytes: 30_000_000, kills: 3, seed: 5);

    [Fact, Trait("Tier", "all")]
    public Task Run_KilledTwentyTimes_GivesTheSameBytes() => KilledAsync(bytes: 100_000_000, kills: 20, seed: 6);

    [Fact, Trait("Tier", "all")]
    public async Task Run_OverTenGigabytes_TakesNoMoreMemoryThanOverOne()
    {
        var peaks = new Dictionary<int, long>();
        foreach (var gigabytes in new[] { 1, 10 })
        {
            using var run = new CrawlRun(gigabytes * 1_000_000_000L, files: 4 * gigabytes);
            var clock = Stopwatch.StartNew();
            peaks[gigabytes] = await run.PeakMemoryAsync(TestContext.Current.CancellationToken);
            output.WriteLine($"{gigabytes} GB of records: peak {peaks[gigabytes] / 1e6:n0} MB, {clock.Elapsed.TotalSeconds:n0} s");
        }
        Assert.InRange(peaks[10], 0, 1_500_000_000);
        // A tenth more is the collector's leeway, not growth with the input.
        Assert.InRange(peaks[10], 0, peaks[1] * 11 / 10);
    }

    async Task KilledAsync(long bytes, int kills, int seed)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var run = new CrawlRun(bytes, files: 4, partRecords: 100);
        var clock = Stopwatch.StartNew();
        await run.PeakMemoryAsync(cancellation);
        var whole = clock.Elapsed;
        var expected = run.Published();
        Assert.True(expected.Length >= 2, "shards and dropped documents are expected");
        Directory.Delete(run.Output, recursive: true);
        var random = new Random(seed);
        var killed = 0;
        for (var attempt = 0; attempt < kills; attempt++)
            if (await run.KillAsync(TimeSpan.FromSeconds(0.2 + random.NextDouble() * whole.TotalSeconds * 2 / kills), cancellation)) killed++;
        await run.PeakMemoryAsync(cancellation);
        output.WriteLine($"{killed} of {kills} attempts were killed; an undisturbed run takes {whole.TotalSeconds:n1} s");
        Assert.True(killed > 0, "no attempt lived long enough to be killed");
        Assert.Equal(expected, run.Published());
    }
}
