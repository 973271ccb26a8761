using System.Buffers.Binary;
using System.Text;

namespace Curation.Stages.Readers.Reddit;

/// <summary>Posts as grouping keeps them: numbers of fixed width, then texts in UTF-8 with their lengths.</summary>
internal sealed class PackedPost
{
    const int Numbers = 2 + (5 * sizeof(long));

    byte[] _bytes = new byte[4096];

    /// <summary>Writes what documents are made of; valid until the next call.</summary>
    /// <param name="post">The post.</param>
    /// <param name="isDropped">Whether its text is left out.</param>
    public ReadOnlySpan<byte> Pack(RedditPost post, bool isDropped)
    {
        // Of a comment documents hold its text only.
        var (subreddit, permalink) = post.IsComment ? ("", "") : (post.Subreddit, post.Permalink);
        var most = Numbers + (4 * sizeof(int)) + Encoding.UTF8.GetMaxByteCount(subreddit.Length + post.Title.Length + post.Body.Length + permalink.Length + 4);
        if (_bytes.Length < most) _bytes = new byte[most];
        _bytes[0] = post.IsComment ? (byte)1 : (byte)0;
        _bytes[1] = isDropped ? (byte)1 : (byte)0;
        var at = 2;
        foreach (var number in (ReadOnlySpan<long>)[post.Id, post.Link, post.Parent, post.Score, post.Created])
        {
            BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(at), number);
            at += sizeof(long);
        }
        foreach (var text in (ReadOnlySpan<string>)[subreddit, post.Title, post.Body, permalink])
        {
            var length = Encoding.UTF8.GetBytes(text, _bytes.AsSpan(at + sizeof(int)));
            BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(at), length);
            at += sizeof(int) + length;
        }
        return _bytes.AsSpan(0, at);
    }

    /// <summary>A post from what <see cref="Pack"/> wrote.</summary>
    public static (RedditPost Post, bool IsDropped) Unpack(ReadOnlySpan<byte> packed)
    {
        var rest = packed[Numbers..];
        var post = new RedditPost
        {
            IsComment = packed[0] != 0,
            Id = Number(packed, 0),
            Link = Number(packed, 1),
            Parent = Number(packed, 2),
            Score = Number(packed, 3),
            Created = Number(packed, 4),
            Subreddit = Text(ref rest),
            Title = Text(ref rest),
            Body = Text(ref rest),
            Permalink = Text(ref rest),
        };
        return (post, packed[1] != 0);
    }

    static long Number(ReadOnlySpan<byte> packed, int index) => BinaryPrimitives.ReadInt64LittleEndian(packed[(2 + (index * sizeof(long)))..]);

    static string Text(ref ReadOnlySpan<byte> rest)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        var text = Encoding.UTF8.GetString(rest.Slice(sizeof(int), length));
        rest = rest[(sizeof(int) + length)..];
        return text;
    }
}
