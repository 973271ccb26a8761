using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Stages.Readers.Reddit;

/// <summary>Makes one document of a submission and its comments: replies below what they answer, the best first.</summary>
internal sealed class ThreadAssembly(RedditReaderOptions options, ReaderInput input)
{
    readonly List<(RedditPost Post, bool Dropped)> _comments = [];
    readonly HashSet<long> _ids = [];
    readonly List<RedditPost> _duplicates = [];
    RedditPost? _submission;
    bool _submissionDropped;

    /// <summary>Adds a post of the thread.</summary>
    /// <param name="post">The post.</param>
    /// <param name="isDropped">Whether its text is left out; its item has been given.</param>
    public void Add(RedditPost post, bool isDropped)
    {
        if (post.IsComment ? !_ids.Add(post.Id) : _submission is not null)
        {
            if (!isDropped) _duplicates.Add(post);
        }
        else if (post.IsComment) _comments.Add((post, isDropped));
        else (_submission, _submissionDropped) = (post, isDropped);
    }

    /// <summary>The items of the thread, which is then empty.</summary>
    public IEnumerable<ReadItem> Complete()
    {
        var items = new List<ReadItem>();
        if (_submission is not { } submission) Skip(items, RedditReasons.NoSubmission);
        else if (_submissionDropped) Skip(items, RedditReasons.OfDropped);
        else Thread(items, submission);
        items.AddRange(_duplicates.Select(p => new ReadItem.Skipped(RedditReasons.Duplicate, Provenance(p))));
        _comments.Clear();
        _ids.Clear();
        _duplicates.Clear();
        _submission = null;
        return items;
    }

    void Skip(List<ReadItem> items, Reason reason) =>
        items.AddRange(_comments.Where(c => !c.Dropped).Select(c => new ReadItem.Skipped(reason, Provenance(c.Post))));

    void Thread(List<ReadItem> items, RedditPost submission)
    {
        var (kept, deeper) = Order(submission);
        var body = RedditText.Clean(submission.Body);
        if (kept.Count < options.MinComments || (kept.Count == 0 && body.Length == 0))
        {
            items.Add(new ReadItem.Skipped(kept.Count < options.MinComments ? RedditReasons.TooFewComments : RedditReasons.Empty, Provenance(submission)));
            Skip(items, RedditReasons.OfDropped);
            return;
        }
        var text = new StringBuilder(RedditText.Clean(submission.Title));
        if (body.Length > 0) text.Append("\n\n").Append(body);
        foreach (var comment in kept) text.Append("\n\n").Append(RedditText.Clean(comment.Body));
        items.Add(new ReadItem.Found(new Document
        {
            Id = DocumentId.OfRecord(input.Source, "t3_" + RedditPost.IdText(submission.Id)),
            Text = text.ToString().Trim(),
            Title = submission.Title.Length > 0 ? RedditText.Clean(submission.Title) : null,
            Source = input.Source,
            Url = submission.Permalink.Length > 0 ? "https://www.reddit.com" + submission.Permalink : null,
            Date = submission.Created > 0 ? DateTimeOffset.FromUnixTimeSeconds(Math.Min(submission.Created, 253_402_300_799)) : null,
            Provenance = Provenance(submission),
            Structure = Question(submission, body, kept),
            Metadata = Metadata(submission, kept.Count),
        }));
        items.AddRange(kept.Select(_ => new ReadItem.Merged()));
        items.AddRange(deeper.Select(c => new ReadItem.Skipped(RedditReasons.Depth, Provenance(c))));
    }

    /// <summary>A submission that asks, with the best comment below it.</summary>
    static Structure? Question(RedditPost submission, string body, List<RedditPost> kept)
    {
        if (kept.Count == 0 || kept[0].Parent != 0 || !(submission.Title + body).AsSpan().ContainsAny('?', '？')) return null;
        var title = RedditText.Clean(submission.Title);
        return new() { Questions = [new(body.Length > 0 ? $"{title}\n\n{body}" : title, RedditText.Clean(kept[0].Body))] };
    }

    /// <summary>Comments in reading order, without recursion: threads may be thousands of replies deep.</summary>
    (List<RedditPost> Kept, List<RedditPost> Deeper) Order(RedditPost submission)
    {
        // A reply to a comment that the dump does not hold hangs on the submission.
        var replies = _comments.ToLookup(c => _ids.Contains(c.Post.Parent) && c.Post.Parent != c.Post.Id ? c.Post.Parent : 0);
        var (kept, deeper) = (new List<RedditPost>(), new List<RedditPost>());
        var seen = new HashSet<long>();
        var stack = new Stack<(RedditPost Post, bool Dropped, int Depth)>();
        Push(0, 1);
        while (stack.TryPop(out var top)) Take(top.Post, top.Dropped, top.Depth);
        // Replies in a circle, which only a forged dump has, come last.
        foreach (var (post, dropped) in _comments)
            if (!seen.Contains(post.Id)) Take(post, dropped, 1);
        return (kept, deeper);

        void Take(RedditPost post, bool dropped, int depth)
        {
            if (!seen.Add(post.Id)) return;
            if (!dropped) (options.MaxDepth > 0 && depth > options.MaxDepth ? deeper : kept).Add(post);
            Push(post.Id, depth + 1);
        }

        void Push(long parent, int depth)
        {
            foreach (var (post, dropped) in replies[parent].OrderBy(c => c.Post.Score).ThenByDescending(c => c.Post.Created).ThenByDescending(c => c.Post.Id))
                if (!seen.Contains(post.Id)) stack.Push((post, dropped, depth));
        }
    }

    static ImmutableSortedDictionary<string, string> Metadata(RedditPost submission, int comments)
    {
        var metadata = Document.EmptyMetadata.ToBuilder();
        metadata["subreddit"] = submission.Subreddit;
        metadata["score"] = submission.Score.ToString(CultureInfo.InvariantCulture);
        metadata["comments"] = comments.ToString(CultureInfo.InvariantCulture);
        return metadata.ToImmutable();
    }

    Provenance Provenance(RedditPost post) => new(input.Name, -1, -1) { RecordId = (post.IsComment ? "t1_" : "t3_") + RedditPost.IdText(post.Id) };
}
