using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Grouping;
using Curation.Stages.Readers.Xml;

namespace Curation.Stages.Readers.StackExchange;

/// <summary>Comments in order of their posts' numbers, given out as the posts come by, which dumps keep in that order.</summary>
internal sealed class CommentCursor(StackExchangeReaderOptions options, string scratch, string name) : IDisposable
{
    readonly ExternalSort _comments = new(scratch, (options.MemoryMegabytes << 20) / 4);
    readonly Queue<ReadItem> _skipped = new();
    IEnumerator<(long Key, long Order, ReadOnlyMemory<byte> Record)>? _sorted;
    bool _has;

    /// <summary>Reads the table; gives the items of comments that are not wanted.</summary>
    public IEnumerable<ReadItem> Fill(RowScanner table)
    {
        using (table)
        {
            while (table.Read())
            {
                if (table.Problem is not null) yield return PostGrouping.Problem(table, name);
                else if (!Post.TryKeys(table.Attributes, out var id, out _, out var post, out var score))
                    yield return new ReadItem.Failed(FailureReasons.Record, new Provenance(name, -1, -1), $"{name}, comments: expected a number in attribute Id of <row>, found none");
                else if (score < options.MinCommentScore) yield return Skip(StackExchangeReasons.CommentScore, id);
                else _comments.Add(post, id, table.Attributes);
            }
        }
        _sorted = _comments.Sorted().GetEnumerator();
        _has = _sorted.MoveNext();
    }

    /// <summary>Gives out the comments of a post; those of posts that did not come are skipped.</summary>
    public void Attach(long post, Action<ReadOnlySpan<byte>> take)
    {
        while (_has && _sorted!.Current.Key <= post)
        {
            if (_sorted.Current.Key == post) take(_sorted.Current.Record.Span);
            else _skipped.Enqueue(Skip(StackExchangeReasons.CommentOrphan, _sorted.Current.Order));
            _has = _sorted.MoveNext();
        }
    }

    /// <summary>The next item of a skipped comment; null if there is none.</summary>
    public ReadItem? Skipped() => _skipped.TryDequeue(out var item) ? item : null;

    /// <summary>Items of the comments whose posts did not come.</summary>
    public IEnumerable<ReadItem> Rest()
    {
        Attach(long.MaxValue, static _ => { });
        return _skipped;
    }

    public void Dispose()
    {
        _sorted?.Dispose();
        _comments.Dispose();
    }

    ReadItem.Skipped Skip(Reason reason, long id) => new(reason, new Provenance(name, -1, -1) { RecordId = $"comment/{id}" });
}
