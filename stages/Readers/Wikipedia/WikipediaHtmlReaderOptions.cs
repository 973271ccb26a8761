using System.Collections.Immutable;
using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Wikipedia;

/// <summary>Options of the reader <c>wikipedia-html</c>.</summary>
public sealed record WikipediaHtmlReaderOptions : IOptions
{
    /// <summary>Numbers of the namespaces that are read: 0 holds articles.</summary>
    public ImmutableArray<int> Namespaces { get; init; } = [0];

    /// <summary>Whether infoboxes are kept, as tables.</summary>
    public bool Infoboxes { get; init; }

    /// <summary>Titles of sections that are dropped with what they hold, compared without case; null takes those of references and links in the larger languages.</summary>
    public ImmutableArray<string>? DroppedSections { get; init; }

    /// <summary>Most bytes of a line, 1 KiB to 1 GiB; longer ones fail as <c>failed.limit</c>.</summary>
    public int MaxLineBytes { get; init; } = 64 << 20;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(!Namespaces.IsDefaultOrEmpty, nameof(Namespaces), "none", "at least one number");
        errors.Require(MaxLineBytes is >= 1 << 10 and <= 1 << 30, nameof(MaxLineBytes), MaxLineBytes, "1024 to 1073741824");
    }
}
