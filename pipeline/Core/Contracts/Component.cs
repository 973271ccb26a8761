using Curation.Core.Documents;

namespace Curation.Core.Contracts;

/// <summary>What the catalog knows of a stage, reader or extractor without making one.</summary>
/// <param name="Name">Name in run files, kebab case.</param>
/// <param name="Version">Raised when the same options give other results: steps made by an older version are redone.</param>
/// <param name="Summary">One sentence for <c>curate schema</c> and the docs.</param>
public sealed record ComponentDescription(string Name, int Version, string Summary)
{
    /// <summary>Reasons it may give.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>For a reader: its records are payloads that a stage must make text of.</summary>
    public bool LeavesPayload { get; init; }

    /// <summary>For a stage: it makes text of payloads. A batch stage that says so gets those that the stages before it left.</summary>
    public bool TakesPayload { get; init; }

    /// <summary>For a stage: it makes questions with answers, which are a column of the shards.</summary>
    public bool MakesQuestions { get; init; }

    /// <summary>Signals it records under any options; each is a column of the shards.</summary>
    public IReadOnlyList<SignalDefinition> Signals { get; init; } = [];

    /// <summary>Rules that decide by one signal and one option, in the order in which it asks them: what <c>curate tune</c> can judge.</summary>
    public IReadOnlyList<SignalRule> Rules { get; init; } = [];
}

/// <summary>A signal's column.</summary>
/// <param name="Name">Column name in the struct <c>signals</c>: stage and measure in snake case.</param>
/// <param name="Kind">Type of the column.</param>
/// <param name="Meaning">What is measured, with its unit.</param>
public sealed record SignalDefinition(string Name, SignalKind Kind, string Meaning);

/// <summary>Type of a signal's column.</summary>
public enum SignalKind
{
    /// <summary>A 64-bit floating-point number.</summary>
    Number,

    /// <summary>A 64-bit integer.</summary>
    Count,

    /// <summary>True or false, measured as 1 or 0.</summary>
    Flag,
}

/// <summary>How the catalog makes a component: a description and a constructor from options.</summary>
/// <typeparam name="TSelf">The component.</typeparam>
/// <typeparam name="TOptions">Its options: a record with init-only members and defaults beside them.</typeparam>
public interface IComponent<TSelf, TOptions>
    where TOptions : IOptions
{
    /// <summary>What the catalog knows of it.</summary>
    static abstract ComponentDescription Description { get; }

    /// <summary>Makes one; options have been validated.</summary>
    static abstract TSelf Create(TOptions options, StageServices services);

    /// <summary>Files that the options name and whose content decides results (lists, models): their digests are part of a step's key.</summary>
    static virtual IEnumerable<string> Files(TOptions options) => [];

    /// <summary>The options that decide results: those that say only where and how fast work is done have their defaults, so that they are no part of a run's id.</summary>
    static virtual TOptions Semantics(TOptions options) => options;

    /// <summary>Signals that it records beside those of its description because the options name them.</summary>
    static virtual IEnumerable<SignalDefinition> NamedSignals(TOptions options) => [];
}
