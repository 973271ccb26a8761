using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Stages.Readers.Reddit;

/// <summary>Makes one document of a submission and its comments: replies below what they answer, the best first.</summary>
internal sealed class ThreadAssembly(RedditReaderOptions options, ReaderInput input)
{
    static readonly ReadItem s_merged = new ReadItem.Merged();

    readonly List<ThreadComment> _comments = [];
    readonly List<(long Id, bool IsComment)> _duplicates = [];
    readonly List<ReadItem> _items = [];
    readonly List<int> _kept = [];
    readonly ReplyOrder _order = new();
    readonly ThreadText _text = new();
    Submission? _submission;
    byte[] _bodies = new byte[16 << 10];
    int _bodiesLength;
    string _subreddit = "";

    /// <summary>Adds a post of the thread: the submission first, then comments by their numbers.</summary>
    public void Add(PackedPost post)
    {
        if (post.IsComment ? _comments.Count > 0 && _comments[^1].Id == post.Id : _submission is not null)
        {
            if (!post.IsDropped) _duplicates.Add((post.Id, post.IsComment));
        }
        else if (post.IsComment) _comments.Add(new() { Id = post.Id, Parent = post.Parent, Score = post.Score, Created = post.Created, IsDropped = post.IsDropped, Start = Keep(post.Body), Length = post.Body.Length, FirstReply = -1 });
        else _submission = Opening(post);
    }

    /// <summary>The items of the thread, which is then empty; valid until the next call.</summary>
    public List<ReadItem> Complete()
    {
        _items.Clear();
        if (_submission is not { } submission) Skip(RedditReasons.NoSubmission);
        else if (submission.IsDropped) Skip(RedditReasons.OfDropped);
        else Thread(submission);
        foreach (var (id, isComment) in _duplicates) _items.Add(new ReadItem.Skipped(RedditReasons.Duplicate, Provenance(id, isComment)));
        _comments.Clear();
        _duplicates.Clear();
        (_submission, _bodiesLength) = (null, 0);
        return _items;
    }

    Submission Opening(PackedPost post)
    {
        _subreddit = Encoding.UTF8.GetString(post.Subreddit) is var name && name == _subreddit ? _subreddit : name;
        return new(post.Id, post.IsDropped, post.Score, post.Created, _subreddit, Encoding.UTF8.GetString(post.Permalink), post.Title.ToArray(), post.Body.ToArray());
    }

    int Keep(ReadOnlySpan<byte> body)
    {
        if (_bodies.Length - _bodiesLength < body.Length) Array.Resize(ref _bodies, Math.Max(2 * _bodies.Length, _bodiesLength + body.Length));
        body.CopyTo(_bodies.AsSpan(_bodiesLength));
        return (_bodiesLength += body.Length) - body.Length;
    }

    void Skip(Reason reason)
    {
        foreach (var comment in _comments)
            if (!comment.IsDropped) _items.Add(new ReadItem.Skipped(reason, Provenance(comment.Id, isComment: true)));
    }

    void Thread(Submission submission)
    {
        _order.Arrange(CollectionsMarshal.AsSpan(_comments));
        _kept.Clear();
        foreach (var (comment, depth) in _order.Taken)
            if (!_comments[comment].IsDropped && (options.MaxDepth == 0 || depth <= options.MaxDepth)) _kept.Add(comment);
        _text.Length = 0;
        _text.AddClean(submission.Title);
        var title = _text.Length;
        Paragraph(submission.Body);
        var body = _text.Length > title + 2 ? (title + 2).._text.Length : title..title;
        _text.Length = body.End.Value;
        if (_kept.Count < options.MinComments || (_kept.Count == 0 && body.Start.Value == title))
        {
            _items.Add(new ReadItem.Skipped(_kept.Count < options.MinComments ? RedditReasons.TooFewComments : RedditReasons.Empty, Provenance(submission.Id, isComment: false)));
            Skip(RedditReasons.OfDropped);
            return;
        }
        var answer = _text.Length;
        foreach (var comment in _kept)
        {
            Paragraph(_bodies.AsSpan(_comments[comment].Start, _comments[comment].Length));
            if (comment == _kept[0]) answer = _text.Length;
        }
        _items.Add(new ReadItem.Found(new Document
        {
            Id = DocumentId.OfRecord(input.Source, "t3_" + RedditPost.IdText(submission.Id)),
            Text = _text[..].Trim().ToString(),
            Title = submission.Title.Length > 0 ? _text[..title].ToString() : null,
            Source = input.Source,
            Url = submission.Permalink.Length > 0 ? "https://www.reddit.com" + submission.Permalink : null,
            Date = submission.Created > 0 ? DateTimeOffset.FromUnixTimeSeconds(Math.Min(submission.Created, 253_402_300_799)) : null,
            Provenance = Provenance(submission.Id, isComment: false),
            Structure = Question(submission, body, answer),
            Metadata = Metadata(submission),
        }));
        foreach (var _ in _kept) _items.Add(s_merged);
        foreach (var (comment, depth) in _order.Taken)
            if (!_comments[comment].IsDropped && options.MaxDepth > 0 && depth > options.MaxDepth) _items.Add(new ReadItem.Skipped(RedditReasons.Depth, Provenance(_comments[comment].Id, isComment: true)));
    }

    void Paragraph(ReadOnlySpan<byte> text)
    {
        _text.Add("\n\n");
        _text.AddClean(text);
    }

    /// <summary>A submission that asks, with the best comment below it, which stands behind the body.</summary>
    Structure? Question(Submission submission, Range body, int answerEnd)
    {
        if (_kept.Count == 0 || _comments[_kept[0]].Parent != 0) return null;
        if (!Asks(submission.Title) && !_text[body].ContainsAny('?', '？')) return null;
        return new() { Questions = [new(_text[..body.End].ToString(), _text[(body.End.Value + 2)..answerEnd].ToString())] };
    }

    static bool Asks(ReadOnlySpan<byte> title) => title.Contains((byte)'?') || title.IndexOf("？"u8) >= 0;

    ImmutableSortedDictionary<string, string> Metadata(Submission submission)
    {
        var metadata = Document.EmptyMetadata.ToBuilder();
        metadata["subreddit"] = submission.Subreddit;
        metadata["score"] = submission.Score.ToString(CultureInfo.InvariantCulture);
        metadata["comments"] = _kept.Count.ToString(CultureInfo.InvariantCulture);
        return metadata.ToImmutable();
    }

    Provenance Provenance(long id, bool isComment) => new(input.Name, -1, -1) { RecordId = (isComment ? "t1_" : "t3_") + RedditPost.IdText(id) };

    /// <summary>The submission of the thread, texts in UTF-8.</summary>
    sealed record Submission(long Id, bool IsDropped, long Score, long Created, string Subreddit, string Permalink, byte[] Title, byte[] Body);
}
