using System.Collections.Immutable;
using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Reddit;

/// <summary>Options of the reader <c>reddit</c>.</summary>
public sealed record RedditReaderOptions : IOptions
{
    /// <summary>Subreddits that are read, compared without case; empty reads all.</summary>
    public ImmutableArray<string> Subreddits { get; init; } = [];

    /// <summary>Whether threads marked as not safe for work are read.</summary>
    public bool Nsfw { get; init; }

    /// <summary>Whether posts of bots are read: AutoModerator, names that end in <c>bot</c>, and those of <see cref="BotAuthors"/>.</summary>
    public bool Bots { get; init; }

    /// <summary>Further authors that are bots, compared without case.</summary>
    public ImmutableArray<string> BotAuthors { get; init; } = [];

    /// <summary>Least score of a submission; null takes all.</summary>
    public int? MinSubmissionScore { get; init; }

    /// <summary>Least score of a comment; its replies stay. Null takes all.</summary>
    public int? MinCommentScore { get; init; }

    /// <summary>Least number of comments that a thread must have left.</summary>
    public int MinComments { get; init; }

    /// <summary>Deepest level of replies that is kept, from 1; 0 keeps all.</summary>
    public int MaxDepth { get; init; }

    /// <summary>Megabytes of posts held in memory, 16 to 65,536; what exceeds them is grouped on local disk.</summary>
    public int MemoryMegabytes { get; init; } = 512;

    /// <summary>Largest window of zstd frames as a power of two, 10 to 31: dumps made with <c>--long=31</c> make the decoder hold up to 2 GiB.</summary>
    public int WindowLog { get; init; } = 31;

    /// <summary>Most bytes of a line, 1 KiB to 1 GiB; longer ones fail as <c>failed.limit</c>.</summary>
    public int MaxLineBytes { get; init; } = 16 << 20;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(MinComments >= 0, nameof(MinComments), MinComments, "at least 0");
        errors.Require(MaxDepth >= 0, nameof(MaxDepth), MaxDepth, "at least 0");
        errors.Require(MemoryMegabytes is >= 16 and <= 65_536, nameof(MemoryMegabytes), MemoryMegabytes, "16 to 65536");
        errors.Require(WindowLog is >= 10 and <= 31, nameof(WindowLog), WindowLog, "10 to 31");
        errors.Require(MaxLineBytes is >= 1 << 10 and <= 1 << 30, nameof(MaxLineBytes), MaxLineBytes, "1024 to 1073741824");
    }
}
