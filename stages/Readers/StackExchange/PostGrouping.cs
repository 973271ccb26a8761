using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Stages.Readers.Grouping;
using Curation.Stages.Readers.Xml;

namespace Curation.Stages.Readers.StackExchange;

/// <summary>Brings the posts and comments of each question together.</summary>
internal sealed class PostGrouping(StackExchangeReaderOptions options, string scratch, ReaderInput input) : IDisposable
{
    readonly ExternalSort _posts = new(scratch, (options.MemoryMegabytes << 20) * (4L - (options.Comments ? 1 : 0) - (options.Votes ? 1 : 0)) / 4);
    readonly string _site = options.Site ?? Tables.SiteOf(input.Name) ?? "";
    CommentCursor? _comments;
    VoteCursor? _votes;

    /// <summary>Reads all rows; gives the items of those that go into no group.</summary>
    public IEnumerable<ReadItem> Fill()
    {
        if (Tables.IsOther(input))
        {
            yield return new ReadItem.Skipped(StackExchangeReasons.Table, new Provenance(input.Name, 0, input.Size));
            yield break;
        }
        using var rows = Tables.Posts(input, options.MaxRowBytes);
        if (rows.Read() && rows.Root != "posts")
        {
            if (Tables.IsOther(rows.Root))
            {
                yield return new ReadItem.Skipped(StackExchangeReasons.Table, new Provenance(input.Name, 0, input.Size));
                yield break;
            }
            throw new InputException($"{input.Name}: expected Posts.xml of a Stack Exchange dump (<posts>), found <{rows.Root}>");
        }
        if (options.Comments && Tables.Beside(input, "Comments", options.MaxRowBytes) is { } table)
        {
            _comments = new CommentCursor(options, scratch, input.Name);
            foreach (var item in _comments.Fill(table)) yield return item;
        }
        if (options.Votes)
        {
            _votes = new VoteCursor((options.MemoryMegabytes << 20) / 4, scratch, input.Name);
            foreach (var item in _votes.Fill(Tables.Beside(input, "Votes", options.MaxRowBytes) ?? throw new InputException($"{input.Name}: expected the table Votes.xml in the archive or beside Posts.xml in the same input (option votes), found none; list it in paths, or leave out votes")))
                yield return item;
        }
        do
        {
            if (rows.Problem is not null) yield return Problem(rows, input.Name);
            else if (rows.Root == "posts" && Take(rows) is { } item) yield return item;
            while ((_comments?.Skipped() ?? _votes?.Skipped()) is { } skipped) yield return skipped;
        }
        while (rows.Read());
        if (_comments is not null)
            foreach (var rest in _comments.Rest()) yield return rest;
        _votes?.Take(long.MaxValue);
        while (_votes?.Skipped() is { } rest) yield return rest;
    }

    /// <summary>The documents in order of the questions' numbers, with an item for each post and comment.</summary>
    public IEnumerable<ReadItem> Documents()
    {
        var assembly = new QuestionAssembly(options, input, _site);
        long? group = null;
        foreach (var (key, order, record) in _posts.Sorted())
        {
            if (group is not null && key != group)
                foreach (var item in assembly.Complete()) yield return item;
            group = key;
            if (assembly.Add(order, record.Span) is { } failed) yield return failed;
        }
        if (group is null) yield break;
        foreach (var item in assembly.Complete()) yield return item;
    }

    public void Dispose()
    {
        _comments?.Dispose();
        _votes?.Dispose();
        _posts.Dispose();
    }

    /// <summary>An item for what is wrong in place of a row.</summary>
    public static ReadItem.Failed Problem(RowScanner rows, string name) => new(
        rows.LimitHit ? FailureReasons.Limit : FailureReasons.Record, new Provenance(name, -1, -1), $"{name} at decompressed byte {rows.Position}: {rows.Problem}");

    ReadItem? Take(RowScanner rows)
    {
        if (!Post.TryKeys(rows.Attributes, out var id, out var type, out var parent, out _))
            return new ReadItem.Failed(FailureReasons.Record, new Provenance(input.Name, -1, -1), $"{input.Name} at decompressed byte {rows.Position}: expected a number in attribute Id of <row>, found none");
        if (type is not (1 or 2)) return new ReadItem.Skipped(StackExchangeReasons.PostType, Provenance(id));
        var question = type == 1 ? id : parent;
        if (id < _votes?.Post)
            return new ReadItem.Failed(FailureReasons.Record, Provenance(id), $"{input.Name}, post {id}: expected posts in order of Id, as votes are joined to them (option votes), found it behind post {_votes.Post}; sort the file, or leave out votes");
        // Second key: the question comes first, then posts by number; odd ones are comments.
        var record = _posts.Add(question, type == 1 ? 0 : 2 * id, rows.Attributes.Length + (_votes is null ? 0 : VoteCounts.Bytes));
        _votes?.Take(id).Store(record);
        rows.Attributes.CopyTo(record[^rows.Attributes.Length..]);
        _comments?.Attach(id, comment => _posts.Add(question, 2 * id + 1, comment));
        return null;
    }

    Provenance Provenance(long id) => new(input.Name, -1, -1) { RecordId = $"{_site}/{id}" };
}
