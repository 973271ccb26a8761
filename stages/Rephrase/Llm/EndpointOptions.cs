using Curation.Core.Contracts;

namespace Curation.Stages.Rephrase.Llm;

/// <summary>A server that speaks OpenAI's chat protocol: vLLM, SGLang, llama.cpp, Ollama, or a hosted one.</summary>
public sealed record EndpointOptions
{
    /// <summary>Base URL, with the version: <c>http://localhost:8000/v1</c>.</summary>
    public required string Url { get; init; }

    /// <summary>Name of the environment variable that holds the key; null if the server wants none. The key itself is written nowhere.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>Name of the model on this server, if it differs from the option model.</summary>
    public string? Model { get; init; }

    /// <summary>Share of requests compared with other servers.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Most requests under way at once; the client finds by itself how many the server bears.</summary>
    public int MaxConcurrency { get; init; } = 128;

    internal void Validate(OptionErrors errors, string member, int ordinal)
    {
        var where = $"{member}[{ordinal}]";
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) errors.Add($"{where}.url: expected an http or https URL, found '{Url}'");
        else if (url.UserInfo.Length > 0) errors.Add($"{where}.url: holds credentials, which would be written into reports; name an environment variable by keyVariable instead");
        if (KeyVariable is { } variable && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable))) errors.Add($"{where}.keyVariable: the environment has no {variable}; set it to the server's key");
        if (Weight is not (> 0 and <= 1000)) errors.Add($"{where}.weight: expected above 0 up to 1000, found {Weight}");
        if (MaxConcurrency is < 1 or > 100_000) errors.Add($"{where}.maxConcurrency: expected 1 to 100,000, found {MaxConcurrency}");
    }
}
