using System.Buffers.Binary;

namespace Curation.Stages.Readers.Reddit;

/// <summary>A post as grouping keeps it: numbers of fixed width, then texts in UTF-8 with their lengths.</summary>
internal readonly ref struct PackedPost
{
    const int Numbers = 2 + (5 * sizeof(long));

    readonly ReadOnlySpan<byte> _packed;

    /// <summary>Looks at what <see cref="Pack"/> wrote.</summary>
    public PackedPost(ReadOnlySpan<byte> packed)
    {
        _packed = packed;
        var rest = packed[Numbers..];
        Body = Text(ref rest);
        if (IsComment) return;
        Subreddit = Text(ref rest);
        Title = Text(ref rest);
        Permalink = Text(ref rest);
    }

    public bool IsComment => _packed[0] != 0;

    /// <summary>Whether its text is left out.</summary>
    public bool IsDropped => _packed[1] != 0;

    public long Id => Number(0);

    public long Parent => Number(2);

    public long Score => Number(3);

    public long Created => Number(4);

    public ReadOnlySpan<byte> Body { get; }

    public ReadOnlySpan<byte> Subreddit { get; }

    public ReadOnlySpan<byte> Title { get; }

    public ReadOnlySpan<byte> Permalink { get; }

    /// <summary>Bytes that a post takes.</summary>
    public static int LengthOf(RedditPost post, bool isDropped) =>
        Numbers + sizeof(int) + (isDropped ? 0 : post.Body.Length) + (post.IsComment ? 0 : (3 * sizeof(int)) + post.Subreddit.Length + post.Title.Length + post.Permalink.Length);

    /// <summary>Writes what documents are made of.</summary>
    /// <param name="post">The post.</param>
    /// <param name="isDropped">Whether its text is left out.</param>
    /// <param name="target">Where to, as long as <see cref="LengthOf"/> says.</param>
    public static void Pack(RedditPost post, bool isDropped, Span<byte> target)
    {
        target[0] = post.IsComment ? (byte)1 : (byte)0;
        target[1] = isDropped ? (byte)1 : (byte)0;
        var at = 2;
        foreach (var number in (ReadOnlySpan<long>)[post.Id, post.Link, post.Parent, post.Score, post.Created])
        {
            BinaryPrimitives.WriteInt64LittleEndian(target[at..], number);
            at += sizeof(long);
        }
        at += Write(isDropped ? default : post.Body.Span, target[at..]);
        // Of a comment documents hold its text only.
        if (post.IsComment) return;
        at += Write(post.Subreddit.Span, target[at..]);
        at += Write(post.Title.Span, target[at..]);
        Write(post.Permalink.Span, target[at..]);
    }

    static int Write(ReadOnlySpan<byte> text, Span<byte> target)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, text.Length);
        text.CopyTo(target[sizeof(int)..]);
        return sizeof(int) + text.Length;
    }

    long Number(int index) => BinaryPrimitives.ReadInt64LittleEndian(_packed[(2 + (index * sizeof(long)))..]);

    static ReadOnlySpan<byte> Text(scoped ref ReadOnlySpan<byte> rest)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        var text = rest.Slice(sizeof(int), length);
        rest = rest[(sizeof(int) + length)..];
        return text;
    }
}
