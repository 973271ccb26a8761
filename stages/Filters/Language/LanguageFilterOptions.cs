using System.Collections.Immutable;
using Curation.Core.Contracts;

namespace Curation.Stages.Filters.Language;

/// <summary>Options of the stage <c>language</c>.</summary>
public sealed record LanguageFilterOptions : IOptions
{
    /// <summary>Languages to keep, as the model labels them without prefix; empty keeps all.</summary>
    public ImmutableArray<string> Keep { get; init; } = [];

    /// <summary>Least score, 0 to 1; datatrove and DCLM take 0.65.</summary>
    public double MinScore { get; init; } = .65;

    /// <summary>A model of <c>curate models</c>, or the path of a supervised fastText model.</summary>
    public string Model { get; init; } = "lid.176.ftz";

    /// <summary>Most UTF-16 units of text that are looked at, at least 100; 0 for all.</summary>
    public int MaxCharacters { get; init; }

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(MinScore is >= 0 and <= 1, nameof(MinScore), MinScore, "0 to 1");
        errors.Require(MaxCharacters is 0 or >= 100, nameof(MaxCharacters), MaxCharacters, "0 or at least 100");
        foreach (var language in Keep) errors.Require(!language.StartsWith("__", StringComparison.Ordinal), nameof(Keep), language, "labels without their prefix, such as en");
    }
}
