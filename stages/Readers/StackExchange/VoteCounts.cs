using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Curation.Stages.Readers.StackExchange;

/// <summary>Votes on a post: how many of each kind that <see cref="Names"/> lists.</summary>
[InlineArray(Kinds)]
internal struct VoteCounts
{
    const int Kinds = 7;

    /// <summary>Bytes of the counts as stored.</summary>
    public const int Bytes = Kinds * sizeof(int);

    /// <summary>Names of the kinds, as metadata has them; the first two are of every document.</summary>
    public static readonly string[] Names = ["up_votes", "down_votes", "accepted_votes", "bounties", "bounty_awards", "offensive_votes", "spam_votes"];

    int _count;

    public readonly int Up => this[0];

    public readonly int Down => this[1];

    /// <summary>Place of a kind by its number in the dump (<c>VoteTypeId</c>); -1 for those that are not counted.</summary>
    public static int KindOf(long type) => type switch
    {
        2 => 0,
        3 => 1,
        1 => 2,
        8 => 3,
        9 => 4,
        4 => 5,
        12 => 6,
        _ => -1,
    };

    /// <summary>Adds stored counts.</summary>
    public void Add(ReadOnlySpan<byte> stored)
    {
        var counts = MemoryMarshal.Cast<byte, int>(stored);
        for (var kind = 0; kind < Kinds; kind++) this[kind] += counts[kind];
    }

    /// <summary>Stores the counts.</summary>
    public readonly void Store(Span<byte> target) => MemoryMarshal.AsBytes((ReadOnlySpan<int>)this).CopyTo(target);
}
