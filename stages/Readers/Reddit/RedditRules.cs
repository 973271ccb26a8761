using System.Text;
using Curation.Core.Documents;

namespace Curation.Stages.Readers.Reddit;

/// <summary>What is left out of a dump before threads are made.</summary>
internal sealed class RedditRules
{
    readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _subreddits;
    readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _bots;
    readonly RedditReaderOptions _options;

    public RedditRules(RedditReaderOptions options)
    {
        _options = options;
        _subreddits = new HashSet<string>(options.Subreddits, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _bots = new HashSet<string>(options.BotAuthors.Add("AutoModerator"), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Why a post goes with what hangs on it, or null.</summary>
    public Reason? OfThread(RedditPost post)
    {
        if (_subreddits.Set.Count > 0 && !Contains(_subreddits, post.Subreddit.Span)) return RedditReasons.Subreddit;
        return post.Over18 && !_options.Nsfw ? RedditReasons.Nsfw : null;
    }

    /// <summary>Why a post's own text goes, or null.</summary>
    public Reason? OfPost(RedditPost post)
    {
        var body = RedditText.Trim(post.Body.Span);
        var title = RedditText.Trim(post.Title.Span);
        if (post.IsRemoved || body.SequenceEqual("[deleted]"u8) || body.SequenceEqual("[removed]"u8) || title.SequenceEqual("[deleted by user]"u8) || title.SequenceEqual("[removed]"u8)) return RedditReasons.Deleted;
        if (!_options.Bots && IsBot(post.Author.Span)) return RedditReasons.Bot;
        if (!post.IsComment) return post.Score < (_options.MinSubmissionScore ?? long.MinValue) ? RedditReasons.SubmissionScore : null;
        if (post.Score < (_options.MinCommentScore ?? long.MinValue)) return RedditReasons.CommentScore;
        return body.IsEmpty ? RedditReasons.Empty : null;
    }

    bool IsBot(ReadOnlySpan<byte> author) => (author.Length >= 3 && Ascii.EqualsIgnoreCase(author[^3..], "bot"u8)) || Contains(_bots, author);

    static bool Contains(HashSet<string>.AlternateLookup<ReadOnlySpan<char>> names, ReadOnlySpan<byte> name)
    {
        // Reddit's names have at most 21 characters; longer ones are in no list that was meant.
        Span<char> chars = stackalloc char[256];
        return Encoding.UTF8.TryGetChars(name, chars, out var length) && names.Contains(chars[..length]);
    }
}
