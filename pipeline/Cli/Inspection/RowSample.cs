using Curation.Core.Documents;
using Curation.Core.Shards;
using Curation.Core.Storage;

namespace Curation.Cli.Inspection;

/// <summary>Chooses rows of files: those with the lowest hashes of seed and id, whatever the order of the files.</summary>
static class RowSample
{
    public static IReadOnlyList<(string File, long Row)> Choose(IStorage storage, IEnumerable<string> files, int size, long seed)
    {
        var lowest = new PriorityQueue<(string File, long Row, string Id, ulong Key), (ulong Key, string Id)>(Comparer<(ulong Key, string Id)>.Create(
            (a, b) => a.Key != b.Key ? b.Key.CompareTo(a.Key) : string.CompareOrdinal(b.Id, a.Id)));
        foreach (var file in files)
        {
            ShardFiles.Open(storage, file, stream =>
            {
                using var table = ShardTable.Open(stream, file);
                long row = 0;
                foreach (var id in table.Ids())
                {
                    var key = DocumentId.ShuffleKey(id, seed);
                    if (lowest.Count < size) lowest.Enqueue((file, row, id, key), (key, id));
                    else if (size > 0 && key < lowest.Peek().Key) lowest.EnqueueDequeue((file, row, id, key), (key, id));
                    row++;
                }
                return row;
            });
        }
        return [.. lowest.UnorderedItems.Select(i => i.Element).OrderBy(r => r.Key).ThenBy(r => r.Id, StringComparer.Ordinal).Select(r => (r.File, r.Row))];
    }
}
