using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Stages.Readers.Grouping;
using Curation.Stages.Readers.Xml;

namespace Curation.Stages.Readers.StackExchange;

/// <summary>Brings the posts and comments of each question together.</summary>
internal sealed class PostGrouping(StackExchangeReaderOptions options, string scratch, ReaderInput input) : IDisposable
{
    readonly ExternalSort _posts = new(scratch, (options.MemoryMegabytes << 20) * (options.Comments ? 3L : 4L) / 4);
    readonly string _site = options.Site ?? Tables.SiteOf(input.Name) ?? "";
    CommentCursor? _comments;

    /// <summary>Reads all rows; gives the items of those that go into no group.</summary>
    public IEnumerable<ReadItem> Fill()
    {
        using var rows = Tables.Posts(input, options.MaxRowBytes);
        if (rows.Read() && rows.Root != "posts")
        {
            if (rows.Root is "comments" or "users" or "votes" or "badges" or "tags" or "posthistory" or "postlinks")
            {
                yield return new ReadItem.Skipped(StackExchangeReasons.Table, new Provenance(input.Name, 0, input.Size));
                yield break;
            }
            throw new InputException($"{input.Name}: expected Posts.xml of a Stack Exchange dump (<posts>), found <{rows.Root}>");
        }
        if (options.Comments && Tables.Comments(input, options.MaxRowBytes) is { } table)
        {
            _comments = new CommentCursor(options, scratch, input.Name);
            foreach (var item in _comments.Fill(table)) yield return item;
        }
        do
        {
            if (rows.Problem is not null) yield return Problem(rows, input.Name);
            else if (rows.Root == "posts" && Take(rows) is { } item) yield return item;
            while (_comments?.Skipped() is { } skipped) yield return skipped;
        }
        while (rows.Read());
        if (_comments is not null)
            foreach (var rest in _comments.Rest()) yield return rest;
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
        // Second key: the question comes first, then posts by number; odd ones are comments.
        _posts.Add(question, type == 1 ? 0 : 2 * id, rows.Attributes);
        _comments?.Attach(id, comment => _posts.Add(question, 2 * id + 1, comment));
        return null;
    }

    Provenance Provenance(long id) => new(input.Name, -1, -1) { RecordId = $"{_site}/{id}" };
}
