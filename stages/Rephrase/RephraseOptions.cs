using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Stages.Rephrase.Judging;
using Curation.Stages.Rephrase.Llm;
using Curation.Stages.Rephrase.Pairs;
using Curation.Stages.Rephrase.Styles;

namespace Curation.Stages.Rephrase;

/// <summary>Options of <see cref="RephraseStage"/>. What says only where and how fast is asked (endpoints to stream, and the budget) is no part of a run's id.</summary>
public sealed record RephraseOptions : IOptions
{
    /// <summary>The servers that are asked; all of them have the same model.</summary>
    public ImmutableArray<EndpointOptions> Endpoints { get; init; } = [];

    /// <summary>Name of the model; it stands in documents.</summary>
    public string Model { get; init; } = "";

    /// <summary>Styles by name (diverse-qa, faq, multiple-choice, distill, knowledge-list, extract-knowledge, wikipedia, tutorial, table-to-prose; math-problems invents), or files of your own that end in <c>.md</c>. Each makes a document.</summary>
    public ImmutableArray<string> Styles { get; init; } = ["diverse-qa"];

    /// <summary>Languages of documents that are rephrased; empty for all.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>Sources of documents that are rephrased; empty for all.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>Name of a signal that an earlier stage recorded, for a band of quality; null for none.</summary>
    public string? Signal { get; init; }

    /// <summary>Smallest value of the signal that is rephrased.</summary>
    public double? MinSignal { get; init; }

    /// <summary>Largest value of the signal that is rephrased.</summary>
    public double? MaxSignal { get; init; }

    /// <summary>Share of the documents that is rephrased, by the run's seed and the document's id.</summary>
    public double Sample { get; init; } = 1;

    /// <summary>Most chunks of a document that are asked about; the first ones count.</summary>
    public int MaxChunks { get; init; } = 200;

    /// <summary>Share of the rephrased documents whose original stays beside the rephrasing, by the run's seed and the document's id.</summary>
    public double Originals { get; init; } = 1;

    /// <summary>Whether documents that are not selected stay.</summary>
    public bool KeepOthers { get; init; } = true;

    /// <summary>How pairs become a text: labeled, plain, markdown, short, or a text with <c>{question}</c> and <c>{answer}</c>.</summary>
    public string Template { get; init; } = "labeled";

    /// <summary>Whether the checks against the source decide; without them their failures are only counted.</summary>
    public bool Grounding { get; init; } = true;

    /// <summary>Largest Jaccard index of word 5-grams between a rephrased document and its source; above it the document is a copy, and refused as a whole. 1 for no limit.</summary>
    public double MaxSourceSimilarity { get; init; } = 0.8;

    /// <summary>A second pass of a language model over what the rules keep.</summary>
    public JudgeOptions Judge { get; init; } = new();

    /// <summary>Attempts after the first at a request that fails; throttled ones do not count.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Deadline of an attempt in seconds; with stream, of the wait for the next piece.</summary>
    public double TimeoutSeconds { get; init; } = 300;

    /// <summary>Minutes that all servers may stay away before the run stops, to be continued by the same command.</summary>
    public double OutageMinutes { get; init; } = 60;

    /// <summary>Seconds that a server is waited for at the start.</summary>
    public double StartupSeconds { get; init; } = 20;

    /// <summary>Whether answers are streamed.</summary>
    public bool Stream { get; init; }

    /// <summary>What one start of the program may spend.</summary>
    public BudgetOptions Budget { get; init; } = new();

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(!Endpoints.IsDefaultOrEmpty, nameof(Endpoints), "none", "at least one server, such as { \"url\": \"http://localhost:8000/v1\" }");
        foreach (var (endpoint, i) in Endpoints.Select((e, i) => (e, i))) endpoint.Validate(errors, "endpoints", i);
        errors.Require(Model.Length > 0, nameof(Model), "nothing", "the model's name");
        errors.Require(!Styles.IsDefaultOrEmpty, nameof(Styles), "none", "at least one style");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var style in Styles)
        {
            try
            {
                var name = StyleLibrary.Load(style).Name;
                if (!names.Add(name)) errors.Add($"styles: two are called '{name}'");
            }
            catch (ConfigException error) { errors.Add($"styles: {error.Message}"); }
        }
        errors.Require(Sample is > 0 and <= 1, nameof(Sample), Sample, "above 0 up to 1");
        errors.Require(Originals is >= 0 and <= 1, nameof(Originals), Originals, "0 to 1");
        errors.Require(MaxSourceSimilarity is > 0 and <= 1, nameof(MaxSourceSimilarity), MaxSourceSimilarity, "above 0 up to 1");
        errors.Require(MaxChunks >= 1, nameof(MaxChunks), MaxChunks, "at least 1");
        errors.Require(Signal is not null || (MinSignal is null && MaxSignal is null), nameof(Signal), Signal, "a signal's name, since minSignal or maxSignal is given");
        PairTemplate.Validate(Template, nameof(Template), errors);
        errors.Require(Retries is >= 0 and <= 100, nameof(Retries), Retries, "0 to 100");
        errors.Require(TimeoutSeconds > 0, nameof(TimeoutSeconds), TimeoutSeconds, "above 0");
        errors.Require(OutageMinutes >= 0, nameof(OutageMinutes), OutageMinutes, "at least 0");
        errors.Require(StartupSeconds >= 0, nameof(StartupSeconds), StartupSeconds, "at least 0");
        Budget.Validate(errors);
        Judge.Validate(errors);
    }

    internal ClientOptions Client => ClientOf(Endpoints);

    /// <summary>The judge's client; on the same servers it asks for another model by that model's own name.</summary>
    internal ClientOptions JudgeClient => ClientOf(!Judge.Endpoints.IsEmpty ? Judge.Endpoints : [.. Endpoints.Select(e => e with { Model = null })]);

    ClientOptions ClientOf(ImmutableArray<EndpointOptions> endpoints) => new()
    {
        Endpoints = endpoints,
        Retries = Retries,
        Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
        Outage = TimeSpan.FromMinutes(OutageMinutes),
        Startup = TimeSpan.FromSeconds(StartupSeconds),
        Stream = Stream,
    };
}
