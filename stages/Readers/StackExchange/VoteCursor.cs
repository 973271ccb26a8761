using System.Runtime.InteropServices;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Stages.Readers.Grouping;
using Curation.Stages.Readers.Xml;

namespace Curation.Stages.Readers.StackExchange;

/// <summary>
/// Votes counted by post and given out as the posts come by, in order of their numbers. A dump has many votes on few posts at a time, so they are
/// counted in memory, and counts go to the sort when those of too many posts are open.
/// </summary>
internal sealed class VoteCursor(long memoryBytes, string scratch, string name) : IDisposable
{
    /// <summary>Bytes of an open post's counts, the table's growth included.</summary>
    const int OpenBytes = 128;

    readonly Dictionary<long, VoteCounts> _open = [];
    readonly ExternalSort _counts = new(scratch, memoryBytes / 2);
    readonly Queue<ReadItem> _skipped = new();
    IEnumerator<(long Key, long Order, ReadOnlyMemory<byte> Record)>? _sorted;
    bool _has;
    VoteCounts _last;

    /// <summary>The post whose counts were given out last.</summary>
    public long Post { get; private set; } = -1;

    /// <summary>Reads the table; gives the items of rows that cannot be read.</summary>
    public IEnumerable<ReadItem> Fill(RowScanner table)
    {
        using (table)
        {
            while (table.Read())
            {
                if (table.Root is not ("votes" or "?")) throw new InputException($"{name}: expected Votes.xml of a Stack Exchange dump (<votes>), found <{table.Root}> (option votes)");
                if (table.Problem is not null) yield return PostGrouping.Problem(table, name);
                else if (!TryVote(table.Attributes, out var post, out var type))
                    yield return new ReadItem.Failed(FailureReasons.Record, new Provenance(name, -1, -1), $"{name}, votes at decompressed byte {table.Position}: expected numbers in attributes PostId and VoteTypeId of <row>, found others");
                else Count(post, VoteCounts.KindOf(type));
            }
        }
        Close();
        _sorted = _counts.Sorted().GetEnumerator();
        _has = _sorted.MoveNext();
    }

    /// <summary>The votes on a post; those on posts that did not come are skipped.</summary>
    public VoteCounts Take(long post)
    {
        if (post == Post) return _last;
        _last = default;
        while (_has && _sorted!.Current.Key <= post)
        {
            var found = _sorted.Current.Key;
            VoteCounts counts = default;
            do counts.Add(_sorted.Current.Record.Span);
            while ((_has = _sorted.MoveNext()) && _sorted.Current.Key == found);
            if (found == post) _last = counts;
            else _skipped.Enqueue(new ReadItem.Skipped(StackExchangeReasons.VoteOrphan, new Provenance(name, -1, -1) { RecordId = $"votes/{found}" }));
        }
        Post = post;
        return _last;
    }

    /// <summary>The next item of skipped votes; null if there is none.</summary>
    public ReadItem? Skipped() => _skipped.TryDequeue(out var item) ? item : null;

    public void Dispose()
    {
        _sorted?.Dispose();
        _counts.Dispose();
    }

    void Count(long post, int kind)
    {
        if (kind < 0) return;
        CollectionsMarshal.GetValueRefOrAddDefault(_open, post, out _)[kind]++;
        if (_open.Count >= memoryBytes / 2 / OpenBytes) Close();
    }

    void Close()
    {
        foreach (var (post, counts) in _open) counts.Store(_counts.Add(post, 0, VoteCounts.Bytes));
        _open.Clear();
    }

    static bool TryVote(ReadOnlySpan<byte> attributes, out long post, out long type)
    {
        (post, type) = (-1, -1);
        while (XmlText.NextAttribute(ref attributes, out var key, out var value))
        {
            if (key.SequenceEqual("PostId"u8)) post = StackExchange.Post.Number(value, -1);
            else if (key.SequenceEqual("VoteTypeId"u8)) type = StackExchange.Post.Number(value, -1);
        }
        return post >= 0 && type >= 0 && attributes.Trim(" \t\r\n"u8).IsEmpty;
    }
}
