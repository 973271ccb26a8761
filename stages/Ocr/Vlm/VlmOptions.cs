using Curation.Core.Contracts;

namespace Curation.Ocr.Vlm;

/// <summary>Server and model of the engine <c>vlm</c>.</summary>
public sealed record VlmOptions
{
    /// <summary>Base address of an OpenAI-compatible server, such as <c>http://127.0.0.1:8000/v1</c>.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>The model: decides prompt, image size and the format of answers.</summary>
    public VlmProfileChoice Profile { get; init; } = VlmProfileChoice.OlmOcr;

    /// <summary>Name that the server knows the model by; null for the profile's.</summary>
    public string? Model { get; init; }

    /// <summary>Environment variable that holds the key for the server; null for none. The key itself never stands in a run file.</summary>
    public string? ApiKeyVariable { get; init; }

    /// <summary>Most requests under way, 1 to 4096; the server's own answers slow them down below that.</summary>
    public int Concurrency { get; init; } = 32;

    /// <summary>Attempts at a page, 1 to 20, each at a higher temperature.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>Most tokens of an answer.</summary>
    public int MaxTokens { get; init; } = 8000;

    /// <summary>Seconds that an answer may take, above 0.</summary>
    public double TimeLimit { get; init; } = 300;

    internal void Validate(OptionErrors errors)
    {
        errors.Require(Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https", "vlm.endpoint", Endpoint.Length == 0 ? "nothing" : Endpoint, "the base address of an OpenAI-compatible server, such as http://127.0.0.1:8000/v1");
        errors.Require(Concurrency is >= 1 and <= 4096, "vlm.concurrency", Concurrency, "1 to 4096");
        errors.Require(Attempts is >= 1 and <= 20, "vlm.attempts", Attempts, "1 to 20");
        errors.Require(MaxTokens is >= 16 and <= 131072, "vlm.maxTokens", MaxTokens, "16 to 131072");
        errors.Require(TimeLimit > 0, "vlm.timeLimit", TimeLimit, "more than 0");
    }
}
