using System.Text.Json;
using Curation.Core.Documents;
using Curation.Core.Errors;

namespace Curation.Core.Contracts;

/// <summary>The table from names in run files to components: one line each in a family's catalog file, no scanning.</summary>
public sealed class StageCatalog
{
    readonly SortedDictionary<string, CatalogEntry> _stages = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, CatalogEntry> _readers = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, CatalogEntry> _extractors = new(StringComparer.Ordinal);

    /// <summary>Stages by name.</summary>
    public IReadOnlyDictionary<string, CatalogEntry> Stages => _stages;

    /// <summary>Readers by name.</summary>
    public IReadOnlyDictionary<string, CatalogEntry> Readers => _readers;

    /// <summary>Extractors by name.</summary>
    public IReadOnlyDictionary<string, CatalogEntry> Extractors => _extractors;

    /// <summary>Adds a stage.</summary>
    public StageCatalog Stage<T, TOptions>() where T : IPipelineStage, IComponent<T, TOptions> where TOptions : IOptions, new() =>
        Add(_stages, WithExtractors(CatalogEntry.Of<T, TOptions>()));

    /// <summary>Adds a reader.</summary>
    public StageCatalog Reader<T, TOptions>() where T : IReader, IComponent<T, TOptions> where TOptions : IOptions, new() =>
        Add(_readers, CatalogEntry.Of<T, TOptions>());

    /// <summary>Adds an extractor.</summary>
    public StageCatalog Extractor<T, TOptions>() where T : IExtractor, IComponent<T, TOptions> where TOptions : IOptions, new() =>
        Add(_extractors, CatalogEntry.Of<T, TOptions>());

    /// <summary>Every reason that any component or the runtime may give, by id.</summary>
    public IReadOnlyDictionary<string, Reason> Reasons => _stages.Values.Concat(_readers.Values).Concat(_extractors.Values)
        .SelectMany(e => e.Description.Reasons).Concat(FailureReasons.All).Distinct()
        .ToDictionary(r => r.Id, StringComparer.Ordinal);

    /// <summary>A stage that dispatches to extractors records what they measure.</summary>
    CatalogEntry WithExtractors(CatalogEntry entry) =>
        entry.Description.TakesPayload && typeof(IStage).IsAssignableFrom(entry.ComponentType)
            ? entry with { NamedSignals = options => entry.NamedSignals(options).Concat(_extractors.Values.SelectMany(e => e.Description.Signals)) }
            : entry;

    StageCatalog Add(SortedDictionary<string, CatalogEntry> entries, CatalogEntry entry)
    {
        if (!entries.TryAdd(entry.Description.Name, entry))
            throw new InvalidOperationException($"Two components are called '{entry.Description.Name}'.");
        return this;
    }
}

/// <summary>One component of the catalog.</summary>
/// <param name="Description">What is known of it without making one.</param>
/// <param name="ComponentType">The component's type; it tells a stage's shape.</param>
/// <param name="OptionsType">Type of its options record.</param>
/// <param name="Create">Makes one of options of that type.</param>
/// <param name="Files">Files that the options name and whose content decides results.</param>
public sealed record CatalogEntry(
    ComponentDescription Description,
    Type ComponentType,
    Type OptionsType,
    Func<IOptions, StageServices, object> Create,
    Func<IOptions, IEnumerable<string>> Files)
{
    /// <summary>Signals that the options name, beside those of the description.</summary>
    public Func<IOptions, IEnumerable<SignalDefinition>> NamedSignals { get; init; } = _ => [];

    /// <summary>The options that decide results, others at their defaults.</summary>
    public Func<IOptions, IOptions> Semantics { get; init; } = options => options;

    internal static CatalogEntry Of<T, TOptions>() where T : IComponent<T, TOptions> where TOptions : IOptions, new() => new(
        T.Description,
        typeof(T),
        typeof(TOptions),
        (options, services) => T.Create((TOptions)options, services)!,
        options => T.Files((TOptions)options))
    {
        Semantics = options => T.Semantics((TOptions)options),
        NamedSignals = options => T.NamedSignals((TOptions)options),
    };

    /// <summary>Reads options strictly; null gives the defaults.</summary>
    /// <param name="json">The member <c>options</c> of a run file.</param>
    /// <param name="where">Where it stands, for messages.</param>
    /// <exception cref="ConfigException">A member is unknown, mistyped or has a value that cannot be used.</exception>
    public IOptions ReadOptions(JsonElement? json, string where)
    {
        var options = (IOptions)StrictJson.Read(json, OptionsType, where);
        var errors = new OptionErrors { Where = where };
        options.Validate(errors);
        return errors.Messages.Count == 0 ? options : throw new ConfigException(string.Join("\n", errors.Messages));
    }
}
