using Curation.Core.Reports;

namespace Curation.Tests.Reports;

public sealed class HostCounterTests
{
    [Theory]
    [InlineData(10_000)]
    [InlineData(60)]
    public void Count_WithinItsCapacity_IsExactForFrequentHosts(int capacity)
    {
        var random = new Random(3);
        var hosts = Enumerable.Range(0, 20_000).Select(i => random.Next(4) switch
        {
            0 => null,
            1 => $"rare{random.Next(2000)}.example",
            _ => $"frequent{Math.Min(random.Next(20), random.Next(20))}.example",
        }).ToArray();
        var expected = hosts.OfType<string>().CountBy(h => h).Where(h => h.Key.StartsWith('f')).OrderByDescending(h => h.Value).ThenBy(h => h.Key, StringComparer.Ordinal)
            .Take(10).Select(h => new Share(h.Key, h.Value)).ToArray();
        var report = HostCounter.Count(hosts, 10, capacity);
        Assert.Equal(expected, report.Top);
        Assert.Equal(hosts.Count(h => h is null), report.Without);
        Assert.Equal(capacity == 60 ? null : (long?)hosts.OfType<string>().Distinct().Count(), report.Distinct);
    }
}
