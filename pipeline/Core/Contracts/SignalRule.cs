using System.Collections.Immutable;

namespace Curation.Core.Contracts;

/// <summary>
/// A rule that decides by one signal and one option alone, so that another threshold can be judged from stored signals. A stage lists its
/// rules in the order in which it asks.
/// </summary>
/// <param name="Reason">Id of the reason that it gives.</param>
/// <param name="Signal">Name of the signal.</param>
/// <param name="Option">Name of the option that holds the threshold, in camel case.</param>
/// <param name="Bound">On which side of the threshold documents are dropped.</param>
public sealed record SignalRule(string Reason, string Signal, string Option, RuleBound Bound)
{
    /// <summary>Values of the option <c>dialect</c> under which the rule is asked; all if empty.</summary>
    public ImmutableArray<string> Dialects { get; init; } = [];

    /// <summary>Flag that, when it is set, passes a document by: there is no table for its language.</summary>
    public string? PassesBy { get; init; }

    /// <summary>Option that names the signal, where options name it.</summary>
    public string? SignalOption { get; init; }

    /// <summary>Option without which the rule is not asked: while it is false, the signal is recorded alone.</summary>
    public string? SwitchOption { get; init; }
}

/// <summary>On which side of a threshold documents are dropped.</summary>
public enum RuleBound
{
    /// <summary>Dropped if the value is smaller: the option is the smallest value kept.</summary>
    Least,

    /// <summary>Dropped if the value is larger: the option is the largest value kept.</summary>
    Most,
}
