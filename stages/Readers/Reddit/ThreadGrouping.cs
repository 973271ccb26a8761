using System.Text.Unicode;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Stages.Readers.Compression;
using Curation.Stages.Readers.Grouping;

namespace Curation.Stages.Readers.Reddit;

/// <summary>Brings submissions and comments of each thread together.</summary>
internal sealed class ThreadGrouping(RedditReaderOptions options, string scratch, ReaderInput input) : IDisposable
{
    readonly ExternalSort _posts = new(scratch, (long)options.MemoryMegabytes << 20);
    readonly RedditRules _rules = new(options);
    readonly RedditPost _post = new();

    /// <summary>Reads all lines; gives the items of those that go into no group.</summary>
    public IEnumerable<ReadItem> Fill()
    {
        var sibling = Sibling("RS_", "RC_") ?? Sibling("submissions", "comments");
        if (sibling is null && (Sibling("RC_", "RS_") ?? Sibling("comments", "submissions")) is not null)
        {
            yield return new ReadItem.Skipped(RedditReasons.CommentsFile, new Provenance(input.Name, 0, input.Size));
            yield break;
        }
        foreach (var item in Lines(input)) yield return item;
        if (sibling is null) yield break;
        foreach (var item in Lines(sibling)) yield return item;
    }

    /// <summary>The documents in order of the submissions' numbers, with an item for each post.</summary>
    public IEnumerable<ReadItem> Documents()
    {
        var assembly = new ThreadAssembly(options, input);
        long? group = null;
        foreach (var (key, _, record) in _posts.Sorted())
        {
            if (group is not null && key != group)
                foreach (var item in assembly.Complete()) yield return item;
            group = key;
            assembly.Add(new PackedPost(record.Span));
        }
        if (group is null) yield break;
        foreach (var item in assembly.Complete()) yield return item;
    }

    public void Dispose() => _posts.Dispose();

    ReaderInput? Sibling(string from, string to)
    {
        var at = input.Name.LastIndexOf(from, StringComparison.Ordinal);
        return at < 0 ? null : input.Sibling(string.Concat(input.Name.AsSpan(0, at), to, input.Name.AsSpan(at + from.Length)));
    }

    IEnumerable<ReadItem> Lines(ReaderInput file)
    {
        using var lines = new LineReader(file, options.MaxLineBytes, new ContainerLimits(WindowLog: options.WindowLog));
        while (lines.Read())
        {
            if (lines.Problem is { } problem)
                yield return new ReadItem.Failed(lines.LimitHit ? FailureReasons.Limit : FailureReasons.Record, new Provenance(file.Name, -1, -1), Where(lines, file, problem));
            else if (lines.Line.Span.IndexOfAnyExcept(" \t"u8) >= 0 && Take(lines, file) is { } item) yield return item;
        }
        if (lines.Number > 0 || file.Size <= 0) yield break;
        throw new InputException($"{file.Name}: expected JSON lines of submissions or comments, found none");
    }

    ReadItem? Take(LineReader lines, ReaderInput file)
    {
        if (!Utf8.IsValid(lines.Line.Span)) return Failed("expected UTF-8, found other bytes");
        if (_post.Read(lines.Line) is { } error) return Failed(error);
        // Posts whose text goes still hold the thread together.
        var dropped = _rules.OfThread(_post) ?? _rules.OfPost(_post);
        PackedPost.Pack(_post, dropped is not null, _posts.Add(_post.Link, _post.IsComment ? _post.Id + 1 : 0, PackedPost.LengthOf(_post, dropped is not null)));
        return dropped is null ? null : new ReadItem.Skipped(dropped, Provenance(file, _post));

        ReadItem.Failed Failed(string what) => new(FailureReasons.Record, new Provenance(file.Name, -1, -1), Where(lines, file, what));
    }

    static Provenance Provenance(ReaderInput file, RedditPost post) => new(file.Name, -1, -1) { RecordId = (post.IsComment ? "t1_" : "t3_") + RedditPost.IdText(post.Id) };

    static string Where(LineReader lines, ReaderInput file, string what) => $"{file.Name}, line {lines.Number}, at {(lines.Plain ? "byte" : "decompressed byte")} {lines.Offset}: {what}";
}
