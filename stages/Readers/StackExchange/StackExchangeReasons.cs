using Curation.Core.Documents;

namespace Curation.Stages.Readers.StackExchange;

/// <summary>Why posts are in no document.</summary>
internal static class StackExchangeReasons
{
    public static readonly Reason PostType = new("stackexchange.post-type", "The post is neither question nor answer but a tag's description, a notice or the like.");
    public static readonly Reason QuestionScore = new("stackexchange.question-score", "The question's score is below the option minQuestionScore.");
    public static readonly Reason OfDroppedQuestion = new("stackexchange.of-dropped-question", "The post belongs to a question that is not kept.");
    public static readonly Reason AnswerScore = new("stackexchange.answer-score", "The answer's score is below the option minAnswerScore.");
    public static readonly Reason MoreAnswers = new("stackexchange.more-answers", "The question has more answers than the option maxAnswers takes.");
    public static readonly Reason Unanswered = new("stackexchange.unanswered", "The question has no answer that is kept.");
    public static readonly Reason Orphan = new("stackexchange.orphan", "The answer's question is not in the file.");
    public static readonly Reason Duplicate = new("stackexchange.duplicate", "The file holds the question twice.");
    public static readonly Reason CommentScore = new("stackexchange.comment-score", "The comment's score is below the option minCommentScore.");
    public static readonly Reason CommentOrphan = new("stackexchange.comment-orphan", "The comment's post is not in the file, or is in no document.");
    public static readonly Reason QuestionUpVotes = new("stackexchange.question-up-votes", "The question has fewer up-votes than the option minQuestionUpVotes.");
    public static readonly Reason AnswerUpVotes = new("stackexchange.answer-up-votes", "The answer has fewer up-votes than the option minAnswerUpVotes.");
    public static readonly Reason VoteOrphan = new("stackexchange.vote-orphan", "The votes' post is not in the file, or is neither question nor answer; counted once a post.");
    public static readonly Reason Table = new("stackexchange.table", "The file holds another table of the archive; comments and votes are read together with the posts.");

    public static readonly Reason[] All = [PostType, QuestionScore, OfDroppedQuestion, AnswerScore, MoreAnswers, Unanswered, Orphan, Duplicate, CommentScore, CommentOrphan, QuestionUpVotes, AnswerUpVotes, VoteOrphan, Table];
}
