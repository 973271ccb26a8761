using Curation.Core.Documents;

namespace Curation.Stages.Readers.Reddit;

/// <summary>What is left out of a dump before threads are made.</summary>
internal sealed class RedditRules(RedditReaderOptions options)
{
    readonly HashSet<string> _subreddits = new(options.Subreddits, StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> _bots = new(options.BotAuthors.Add("AutoModerator"), StringComparer.OrdinalIgnoreCase);

    /// <summary>Why a post goes with what hangs on it, or null.</summary>
    public Reason? OfThread(RedditPost post)
    {
        if (_subreddits.Count > 0 && !_subreddits.Contains(post.Subreddit)) return RedditReasons.Subreddit;
        return post.Over18 && !options.Nsfw ? RedditReasons.Nsfw : null;
    }

    /// <summary>Why a post's own text goes, or null.</summary>
    public Reason? OfPost(RedditPost post)
    {
        if (post.IsRemoved || post.Body.AsSpan().Trim() is "[deleted]" or "[removed]" || post.Title.AsSpan().Trim() is "[deleted by user]" or "[removed]") return RedditReasons.Deleted;
        if (!options.Bots && IsBot(post.Author)) return RedditReasons.Bot;
        if (!post.IsComment) return post.Score < (options.MinSubmissionScore ?? long.MinValue) ? RedditReasons.SubmissionScore : null;
        if (post.Score < (options.MinCommentScore ?? long.MinValue)) return RedditReasons.CommentScore;
        return post.Body.AsSpan().Trim().IsEmpty ? RedditReasons.Empty : null;
    }

    bool IsBot(string author) => _bots.Contains(author) || author.EndsWith("bot", StringComparison.OrdinalIgnoreCase);
}
