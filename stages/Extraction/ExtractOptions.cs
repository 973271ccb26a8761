using System.Collections.Immutable;
using System.Text.Json;
using Curation.Core.Contracts;

namespace Curation.Stages.Extraction;

/// <summary>Options of the stage <c>extract</c>.</summary>
public sealed record ExtractOptions : IOptions
{
    /// <summary>Options of extractors, by name; what is not named has its defaults.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Extractors { get; init; } = NoExtractors;

    /// <summary>Every extractor with its defaults.</summary>
    public static ImmutableSortedDictionary<string, JsonElement> NoExtractors { get; } = ImmutableSortedDictionary<string, JsonElement>.Empty;

    /// <summary>Fewest UTF-16 units of text that a document must have, at least 1.</summary>
    public int MinCharacters { get; init; } = 1;

    /// <summary>Seconds that one record may take, above 0.</summary>
    public double TimeLimit { get; init; } = 20;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(MinCharacters >= 1, nameof(MinCharacters), MinCharacters, "at least 1");
        errors.Require(TimeLimit > 0, nameof(TimeLimit), TimeLimit, "more than 0");
    }
}
