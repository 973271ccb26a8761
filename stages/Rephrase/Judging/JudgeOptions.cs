using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Stages.Rephrase.Llm;

namespace Curation.Stages.Rephrase.Judging;

/// <summary>A second pass: what the rules keep is shown to a language model beside its source, a request for each chunk with something left.</summary>
public sealed record JudgeOptions
{
    /// <summary>Whether there is a second pass.</summary>
    public bool Enabled { get; init; }

    /// <summary>Name of the model that judges; null for the one that writes. Another family's is less prone to share its errors.</summary>
    public string? Model { get; init; }

    /// <summary>The servers of that model; empty for those that write.</summary>
    public ImmutableArray<EndpointOptions> Endpoints { get; init; } = [];

    /// <summary>A file of your own with the instructions, in the form of a style, whose section <c># User</c> has <c>{text}</c> and <c>{items}</c>; null for those that come with the program.</summary>
    public string? Prompt { get; init; }

    internal void Validate(OptionErrors errors)
    {
        foreach (var (endpoint, i) in Endpoints.Select((e, i) => (e, i))) endpoint.Validate(errors, "judge.endpoints", i);
        errors.Require(Model is not "", "judge.model", "nothing", "a model's name, or null");
        if (!Enabled) return;
        try { JudgePrompt.Load(Prompt); }
        catch (ConfigException error) { errors.Add($"judge.prompt: {error.Message}"); }
    }
}
