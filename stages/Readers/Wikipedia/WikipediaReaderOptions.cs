using System.Collections.Immutable;
using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Wikipedia;

/// <summary>Options of the reader <c>wikipedia</c>.</summary>
public sealed record WikipediaReaderOptions : IOptions
{
    /// <summary>Numbers of the namespaces that are read: 0 holds articles, 1 their talk pages, 4 pages about the project, 14 categories.</summary>
    public ImmutableArray<int> Namespaces { get; init; } = [0];

    /// <summary>Whether pages that only tell meanings of a word apart are read.</summary>
    public bool Disambiguations { get; init; }

    /// <summary>Whether infoboxes become lines of <c>name: value</c>.</summary>
    public bool Infoboxes { get; init; }

    /// <summary>Whether tables become lines with cells between bars.</summary>
    public bool Tables { get; init; } = true;

    /// <summary>Whether captions of images are kept.</summary>
    public bool Captions { get; init; }

    /// <summary>Whether headings keep their level as Markdown marks (<c>##</c>).</summary>
    public bool MarkdownHeadings { get; init; }

    /// <summary>Titles of sections that are dropped with what they hold, compared without case; null takes those of references and links in the larger languages.</summary>
    public ImmutableArray<string>? DroppedSections { get; init; }

    /// <summary>Templates of a wiki that give text, by lower-case name: a pattern with <c>$1</c> for the first argument and <c>${name}</c> for a named one.</summary>
    public ImmutableSortedDictionary<string, string> Templates { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Licence written into documents, an SPDX id.</summary>
    public string License { get; init; } = "CC-BY-SA-4.0";

    /// <summary>Most bytes of a page in the dump, 1 KiB to 1 GiB; larger ones fail as <c>failed.limit</c>.</summary>
    public int MaxPageBytes { get; init; } = 64 << 20;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(!Namespaces.IsDefaultOrEmpty, nameof(Namespaces), "none", "at least one number");
        foreach (var name in Templates.Keys) errors.Require(!name.Any(char.IsUpper), nameof(Templates), name, "lower-case names");
        errors.Require(MaxPageBytes is >= 1 << 10 and <= 1 << 30, nameof(MaxPageBytes), MaxPageBytes, "1024 to 1073741824");
    }
}
