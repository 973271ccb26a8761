using System.Collections.Immutable;

namespace Curation.Core.Reports;

/// <summary>
/// Counts hosts exactly within bounded memory: a first pass finds candidates (Misra and Gries 1982: every host with more than one
/// document in <c>capacity</c> is among them), a second counts these. Up to <c>capacity</c> distinct hosts one pass is enough.
/// </summary>
static class HostCounter
{
    /// <summary>The most frequent hosts.</summary>
    /// <param name="hosts">The host of every document, null where it has none; enumerated once or twice, in the same order.</param>
    /// <param name="top">How many to list.</param>
    /// <param name="capacity">Hosts that are told apart at a time.</param>
    public static HostsReport Count(IEnumerable<string?> hosts, int top = 50, int capacity = 1 << 18)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var (exact, without) = (true, 0L);
        foreach (var host in hosts)
        {
            if (host is null) without++;
            else if (counts.Count < capacity || counts.ContainsKey(host)) counts[host] = counts.GetValueOrDefault(host) + 1;
            else
            {
                exact = false;
                foreach (var name in counts.Keys) // every removal is paid for by an earlier addition
                    if (--System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(counts, name) == 0) counts.Remove(name);
            }
        }
        var distinct = counts.Count;
        if (!exact)
        {
            foreach (var name in counts.Keys) System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(counts, name) = 0;
            foreach (var host in hosts)
            {
                if (host is null) continue;
                ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(counts, host);
                if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref count)) count++;
            }
        }
        return new()
        {
            Distinct = exact ? distinct : null,
            Without = without,
            Top = [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(top).Select(c => new Share(c.Key, c.Value))],
        };
    }
}
