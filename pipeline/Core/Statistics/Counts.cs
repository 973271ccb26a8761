using System.Collections.Immutable;

namespace Curation.Core.Statistics;

/// <summary>Counts by name, in ordinal order of names.</summary>
static class Counts
{
    public static ImmutableSortedDictionary<string, long> Empty { get; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, long> Plus(ImmutableSortedDictionary<string, long> a, ImmutableSortedDictionary<string, long> b) =>
        Plus(a, b, (x, y) => x + y);

    public static ImmutableSortedDictionary<string, T> Plus<T>(ImmutableSortedDictionary<string, T> a, ImmutableSortedDictionary<string, T> b, Func<T, T, T> add)
    {
        if (b.IsEmpty) return a;
        if (a.IsEmpty) return b;
        var sum = a.ToBuilder();
        foreach (var (name, value) in b) sum[name] = sum.TryGetValue(name, out var present) ? add(present, value) : value;
        return sum.ToImmutable();
    }
}
