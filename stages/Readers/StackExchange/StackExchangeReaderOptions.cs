using Curation.Core.Contracts;

namespace Curation.Stages.Readers.StackExchange;

/// <summary>Options of the reader <c>stackexchange</c>.</summary>
public sealed record StackExchangeReaderOptions : IOptions
{
    /// <summary>Host of the site, such as <c>beer.stackexchange.com</c>: part of ids and URLs. Null takes it from the file's path; documents have no URL if it names none.</summary>
    public string? Site { get; init; }

    /// <summary>Least score of a question; null takes all.</summary>
    public int? MinQuestionScore { get; init; }

    /// <summary>Least score of an answer, the accepted one excepted; null takes all.</summary>
    public int? MinAnswerScore { get; init; }

    /// <summary>Most answers of a question, the best first; 0 takes all.</summary>
    public int MaxAnswers { get; init; }

    /// <summary>Whether questions without an answer that is kept are read.</summary>
    public bool Unanswered { get; init; } = true;

    /// <summary>Whether comments are added below the posts they belong to, if the input lists Comments.xml too.</summary>
    public bool Comments { get; init; }

    /// <summary>Least score of a comment.</summary>
    public int MinCommentScore { get; init; } = 1;

    /// <summary>Whether votes on the question and its answers are counted into the metadata; the input must list Votes.xml too.</summary>
    public bool Votes { get; init; }

    /// <summary>Least number of up-votes of a question, with <see cref="Votes"/>; null takes all.</summary>
    public int? MinQuestionUpVotes { get; init; }

    /// <summary>Least number of up-votes of an answer, the accepted one excepted, with <see cref="Votes"/>; null takes all.</summary>
    public int? MinAnswerUpVotes { get; init; }

    /// <summary>Whether links keep their address, in Markdown's form.</summary>
    public bool Links { get; init; }

    /// <summary>Megabytes of posts, comments and votes held in memory, 16 to 65,536; what exceeds them is grouped on local disk.</summary>
    public int MemoryMegabytes { get; init; } = 512;

    /// <summary>Most bytes of a row, 1 KiB to 1 GiB; larger ones fail as <c>failed.limit</c>.</summary>
    public int MaxRowBytes { get; init; } = 16 << 20;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(Site is null || Uri.CheckHostName(Site) == UriHostNameType.Dns, nameof(Site), Site, "a host name such as beer.stackexchange.com");
        errors.Require(MaxAnswers >= 0, nameof(MaxAnswers), MaxAnswers, "at least 0");
        errors.Require(Votes || MinQuestionUpVotes is null, nameof(MinQuestionUpVotes), MinQuestionUpVotes, "null, or votes: true beside it");
        errors.Require(Votes || MinAnswerUpVotes is null, nameof(MinAnswerUpVotes), MinAnswerUpVotes, "null, or votes: true beside it");
        errors.Require(MemoryMegabytes is >= 16 and <= 65_536, nameof(MemoryMegabytes), MemoryMegabytes, "16 to 65536");
        errors.Require(MaxRowBytes is >= 1 << 10 and <= 1 << 30, nameof(MaxRowBytes), MaxRowBytes, "1024 to 1073741824");
    }
}
