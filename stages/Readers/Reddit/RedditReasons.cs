using Curation.Core.Documents;

namespace Curation.Stages.Readers.Reddit;

/// <summary>Why submissions and comments are in no document.</summary>
internal static class RedditReasons
{
    public static readonly Reason Subreddit = new("reddit.subreddit", "The post is in a subreddit that the option subreddits does not list.");
    public static readonly Reason Nsfw = new("reddit.nsfw", "The thread is marked as not safe for work.");
    public static readonly Reason Deleted = new("reddit.deleted", "The post was deleted by its author or removed by a moderator.");
    public static readonly Reason Bot = new("reddit.bot", "The author is a bot.");
    public static readonly Reason SubmissionScore = new("reddit.submission-score", "The submission's score is below the option minSubmissionScore.");
    public static readonly Reason CommentScore = new("reddit.comment-score", "The comment's score is below the option minCommentScore.");
    public static readonly Reason TooFewComments = new("reddit.too-few-comments", "The thread has fewer comments left than the option minComments asks for.");
    public static readonly Reason Depth = new("reddit.depth", "The reply lies deeper than the option maxDepth takes.");
    public static readonly Reason OfDropped = new("reddit.of-dropped-submission", "The comment belongs to a submission that is not kept.");
    public static readonly Reason NoSubmission = new("reddit.no-submission", "The comment's submission is not in the file, as with threads that began in an earlier month.");
    public static readonly Reason Empty = new("reddit.empty", "The post has no text.");
    public static readonly Reason Duplicate = new("reddit.duplicate", "The dump holds the post twice.");
    public static readonly Reason CommentsFile = new("reddit.comments-file", "The file holds comments; they are read together with the submissions beside it.");

    public static readonly Reason[] All = [Subreddit, Nsfw, Deleted, Bot, SubmissionScore, CommentScore, TooFewComments, Depth, OfDropped, NoSubmission, Empty, Duplicate, CommentsFile];
}
