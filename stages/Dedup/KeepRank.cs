using Curation.Core.Documents;

namespace Curation.Stages.Dedup;

/// <summary>A document's place under a keep policy as a number: the smallest stays.</summary>
sealed class KeepRank(DedupOptions options)
{
    const long MostLength = (1L << 47) - 1;

    /// <summary>Columns of a shard that <see cref="Of"/> looks at, besides those that are always read.</summary>
    public IEnumerable<string> Columns => options.Keep switch
    {
        KeepPolicy.Earliest or KeepPolicy.Latest => ["date"],
        _ => ["text"],
    };

    /// <summary>The number, at least 1: what an index knows comes first.</summary>
    public ulong Of(Document document, string input) => Math.Max(1, Place(document, input));

    ulong Place(Document document, string input) => options.Keep switch
    {
        KeepPolicy.Earliest => document.Date is { } date ? (ulong)date.UtcTicks : ulong.MaxValue,
        KeepPolicy.Latest => document.Date is { } date ? (ulong)(long.MaxValue - date.UtcTicks) : ulong.MaxValue,
        KeepPolicy.PreferredSource => ((ulong)PlaceOf(document.Source, input) << 48) | Shortness(document),
        _ => Shortness(document),
    };

    static ulong Shortness(Document document) => (ulong)(MostLength - document.Text.Length);

    int PlaceOf(string source, string input)
    {
        var place = options.PreferredSources.AsSpan();
        for (var i = 0; i < place.Length; i++)
            if (place[i] == source || place[i] == input) return i;
        return place.Length;
    }
}
