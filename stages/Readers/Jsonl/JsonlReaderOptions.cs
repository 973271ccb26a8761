using System.Collections.Immutable;
using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Jsonl;

/// <summary>Options of the reader <c>jsonl</c>: which members hold what. A name with dots goes into nested objects.</summary>
public sealed record JsonlReaderOptions : IOptions
{
    /// <summary>Member with the record's own id, a string or a number; lines without it get an id of their place.</summary>
    public string Id { get; init; } = "id";

    /// <summary>Member with the text; every line must have it.</summary>
    public string Text { get; init; } = "text";

    /// <summary>Member with the title.</summary>
    public string Title { get; init; } = "title";

    /// <summary>Member with the URL.</summary>
    public string Url { get; init; } = "url";

    /// <summary>Member with the date: ISO 8601 or seconds since 1970. A date that cannot be read is kept as metadata.</summary>
    public string Date { get; init; } = "date";

    /// <summary>Member with the language.</summary>
    public string Language { get; init; } = "language";

    /// <summary>Member with the licence.</summary>
    public string License { get; init; } = "license";

    /// <summary>Member that names the kind of source; null uses the input's.</summary>
    public string? Source { get; init; }

    /// <summary>Members kept as metadata; <c>*</c> keeps all that have no other place.</summary>
    public ImmutableArray<string> Metadata { get; init; } = [];

    /// <summary>Most bytes of a line, 1 KiB to 1 GiB; longer ones fail as <c>failed.limit</c>.</summary>
    public int MaxLineBytes { get; init; } = 64 << 20;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(!string.IsNullOrEmpty(Text), nameof(Text), Text, "the name of a member");
        errors.Require(MaxLineBytes is >= 1 << 10 and <= 1 << 30, nameof(MaxLineBytes), MaxLineBytes, "1024 to 1073741824");
    }
}
