using System.Collections.Immutable;
using Curation.Core.Contracts;

namespace Curation.Stages.Rephrase.Selection;

/// <summary>Options of the stage <c>token-selection</c>.</summary>
public sealed record TokenSelectionOptions : IOptions
{
    /// <summary>Most tokens, by estimate, of the selected documents together.</summary>
    public long Tokens { get; init; }

    /// <summary>Languages of documents that may be selected; empty for all.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>Sources of documents that may be selected; empty for all.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>Name of a signal that an earlier stage recorded, for a band of quality; null for none.</summary>
    public string? Signal { get; init; }

    /// <summary>Smallest value of the signal.</summary>
    public double? MinSignal { get; init; }

    /// <summary>Largest value of the signal.</summary>
    public double? MaxSignal { get; init; }

    /// <summary>Whether other documents stay; selected ones have the signal <c>token_selection</c> of 1, others of 0.</summary>
    public bool KeepOthers { get; init; } = true;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(Tokens > 0, nameof(Tokens), Tokens, "above 0");
        errors.Require(Signal is not null || (MinSignal is null && MaxSignal is null), nameof(Signal), Signal, "a signal's name, since minSignal or maxSignal is given");
    }
}
