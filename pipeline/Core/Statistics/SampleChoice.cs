using System.Collections.Immutable;
using Curation.Core.Documents;

namespace Curation.Core.Statistics;

/// <summary>Chooses documents for reports: for each reason the few with the lowest hashes of seed and id. Merging keeps the lowest again.</summary>
sealed class SampleChoice(long seed, int size = SampleChoice.Size)
{
    /// <summary>Documents chosen of each kind.</summary>
    public const int Size = 6;

    /// <summary>Sets the order apart from that of the final shuffle.</summary>
    const long Salt = 0x5eed_5a3b_1e00;
    readonly SortedDictionary<string, List<(ulong Key, SampleRow Row, string File)>> _chosen = new(StringComparer.Ordinal);

    /// <summary>Offers a document.</summary>
    public void Offer(string reason, string id, long row) => Offer(new(reason, id, row), "");

    /// <summary>Offers a row that another choice chose, of a file.</summary>
    public void Offer(SampleRow row, string file)
    {
        var key = DocumentId.ShuffleKey(row.Id, seed ^ Salt);
        if (!_chosen.TryGetValue(row.Reason, out var chosen)) _chosen[row.Reason] = chosen = new(size + 1);
        if (chosen.Count == size && key >= chosen[^1].Key) return;
        var at = chosen.FindIndex(c => key < c.Key || (key == c.Key && string.CompareOrdinal(row.Id, c.Row.Id) < 0));
        chosen.Insert(at < 0 ? chosen.Count : at, (key, row, file));
        if (chosen.Count > size) chosen.RemoveAt(size);
    }

    /// <summary>The chosen rows by reason, lowest hash first.</summary>
    public ImmutableArray<SampleRow> Rows() => [.. _chosen.Values.SelectMany(c => c).Select(c => c.Row)];

    /// <summary>The chosen rows with their files.</summary>
    public ImmutableArray<(SampleRow Row, string File)> RowsOfFiles() => [.. _chosen.Values.SelectMany(c => c).Select(c => (c.Row, c.File))];
}
