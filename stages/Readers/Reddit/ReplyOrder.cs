using System.Runtime.InteropServices;

namespace Curation.Stages.Readers.Reddit;

/// <summary>A thread's comments in reading order: replies below what they answer, the best first.</summary>
internal sealed class ReplyOrder
{
    readonly List<Rank> _ranks = [];
    readonly Stack<(int Comment, int Depth)> _open = [];

    /// <summary>The comments in order with their depths, from 1; valid until the next call.</summary>
    public List<(int Comment, int Depth)> Taken { get; } = [];

    /// <summary>Orders comments that lie by their numbers, each number once. Without recursion: threads may be thousands of replies deep.</summary>
    public void Arrange(Span<ThreadComment> comments)
    {
        Taken.Clear();
        var top = Link(comments);
        Open(comments, top, 1);
        while (_open.TryPop(out var next))
        {
            Taken.Add(next);
            comments[next.Comment].IsTaken = true;
            Open(comments, comments[next.Comment].FirstReply, next.Depth + 1);
        }
        // Replies in a circle, which only a forged dump has, come last.
        for (var i = 0; i < comments.Length; i++)
            if (!comments[i].IsTaken) Taken.Add((i, 1));
    }

    /// <summary>Chains the replies to each comment, the best last; gives the first of those to the submission.</summary>
    int Link(Span<ThreadComment> comments)
    {
        _ranks.Clear();
        for (var i = 0; i < comments.Length; i++) _ranks.Add(new(comments[i].Score, comments[i].Created, i));
        var ranks = CollectionsMarshal.AsSpan(_ranks);
        ranks.Sort();
        var top = -1;
        foreach (var rank in ranks)
        {
            ref var comment = ref comments[rank.Comment];
            // A reply to a comment that the dump does not hold hangs on the submission.
            var parent = comment.Parent == comment.Id ? -1 : Find(comments, comment.Parent);
            ref var first = ref parent < 0 ? ref top : ref comments[parent].FirstReply;
            comment.NextReply = first;
            first = rank.Comment;
        }
        return top;
    }

    void Open(Span<ThreadComment> comments, int reply, int depth)
    {
        for (; reply >= 0; reply = comments[reply].NextReply) _open.Push((reply, depth));
    }

    static int Find(Span<ThreadComment> comments, long id)
    {
        var (low, high) = (0, id <= 0 ? -1 : comments.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (comments[middle].Id == id) return middle;
            if (comments[middle].Id < id) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    /// <summary>A comment's place among others: by score, then the older, then the lower number.</summary>
    readonly record struct Rank(long Score, long Created, int Comment) : IComparable<Rank>
    {
        public int CompareTo(Rank other) =>
            Score != other.Score ? other.Score.CompareTo(Score) : Created != other.Created ? Created.CompareTo(other.Created) : Comment.CompareTo(other.Comment);
    }
}
