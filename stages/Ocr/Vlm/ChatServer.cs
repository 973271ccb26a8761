using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Resilience;
using Curation.Core.Storage;

namespace Curation.Ocr.Vlm;

/// <summary>An answer of a chat server.</summary>
/// <param name="Text">What the model wrote.</param>
/// <param name="Finished">Whether it ended by itself, and not at the limit of tokens.</param>
/// <param name="Confidence">Geometric mean of its tokens' probabilities; 1 if the server does not tell them.</param>
readonly record struct ChatAnswer(string Text, bool Finished, double Confidence);

/// <summary>A server that speaks OpenAI's chat completions (vLLM, SGLang, …): tried again while it is throttled or broken, at the pace that it bears.</summary>
sealed class ChatServer : IDisposable
{
    const int Retries = 6;

    readonly HttpClient _http;
    readonly VlmOptions _options;
    readonly string _model;
    readonly VlmProfile _profile;
    readonly RetryPolicy _policy;
    readonly SemaphoreSlim _slots;
    readonly TimeProvider _time;

    public ChatServer(VlmOptions options, string model, VlmProfile profile, StageServices services)
    {
        var endpoint = new Uri(options.Endpoint.TrimEnd('/') + "/");
        if (Environment.GetEnvironmentVariable(StorageRouter.OfflineVariable) == "1" && !endpoint.IsLoopback)
            throw new ConfigException($"vlm.endpoint: {endpoint} is not on this machine, and --offline forbids other networks");
        (_options, _model, _profile, _slots, _time) = (options, model, profile, new(options.Concurrency), services.Time);
        _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = options.Concurrency, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { BaseAddress = endpoint, Timeout = Timeout.InfiniteTimeSpan };
        if (options.ApiKeyVariable is { } variable)
        {
            var key = Environment.GetEnvironmentVariable(variable) ?? throw new ConfigException($"vlm.apiKeyVariable: the environment variable {variable} is not set");
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        _policy = new(new RateGovernor(endpoint.Authority, services.Time, services.Logging.CreateLogger("ocr")), Retries, Classify, time: services.Time);
    }

    /// <summary>Asks about an image.</summary>
    /// <exception cref="OcrException">The server does not answer, refuses, or answers nonsense.</exception>
    public async Task<ChatAnswer> AskAsync(byte[] png, double temperature, CancellationToken cancellationToken)
    {
        var request = new JsonObject
        {
            ["model"] = _model,
            ["temperature"] = temperature,
            ["max_tokens"] = _options.MaxTokens,
            ["logprobs"] = true,
            ["messages"] = new JsonArray(new JsonObject
            {
                ["role"] = "user",
                ["content"] = new JsonArray(
                    new JsonObject { ["type"] = "image_url", ["image_url"] = new JsonObject { ["url"] = "data:image/png;base64," + Convert.ToBase64String(png) } },
                    new JsonObject { ["type"] = "text", ["text"] = _profile.Prompt }),
            }),
        };
        if (_profile.Further is { } further)
        {
            foreach (var (name, value) in JsonNode.Parse(further)!.AsObject()) request[name] = value!.DeepClone();
        }
        var body = request.ToJsonString();
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _policy.RunAsync(token => SendAsync(body, token), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TimeoutException)
        {
            var status = (error as HttpRequestException)?.StatusCode;
            if (status is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound)
                throw new ConfigException($"{_http.BaseAddress}chat/completions answers {(int)status} to the model '{_model}': {error.Message}; correct vlm.endpoint, vlm.model or vlm.apiKeyVariable", error);
            throw new OcrException(error is TimeoutException ? "server-time" : "server", $"{_http.BaseAddress}: {error.Message}", error);
        }
        finally
        {
            _slots.Release();
        }
    }

    async Task<ChatAnswer> SendAsync(string body, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(_options.TimeLimit));
        try
        {
            using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            using var response = await _http.PostAsync("chat/completions", content, deadline.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw new ServerRefusal(response.StatusCode, RetryAfterHeader.Of(response, _time), await response.Content.ReadAsStringAsync(deadline.Token).ConfigureAwait(false));
            return Read(await response.Content.ReadFromJsonAsync<JsonElement>(deadline.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {_options.TimeLimit} s");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new OcrException("answer", $"{_http.BaseAddress} answers what is no chat completion: {error.Message}", error);
        }
    }

    static ChatAnswer Read(JsonElement answer)
    {
        var choice = answer.GetProperty("choices")[0];
        var text = choice.GetProperty("message").GetProperty("content").GetString() ?? throw new JsonException("message without content");
        var finished = !choice.TryGetProperty("finish_reason", out var reason) || reason.ValueKind != JsonValueKind.String || reason.GetString() != "length";
        var confidence = 1.0;
        if (choice.TryGetProperty("logprobs", out var all) && all.ValueKind == JsonValueKind.Object && all.TryGetProperty("content", out var tokens) && tokens.ValueKind == JsonValueKind.Array && tokens.GetArrayLength() > 0)
            confidence = Math.Exp(tokens.EnumerateArray().Average(t => t.GetProperty("logprob").GetDouble()));
        return new(text, finished, Math.Round(confidence, 4));
    }

    static Failure Classify(Exception error) => error switch
    {
        ServerRefusal refusal => Failure.OfStatus((int)refusal.StatusCode!, refusal.RetryAfter),
        OcrException => new(FailureKind.Fatal),
        _ => Failure.OfConnection(error),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _slots.Dispose();
    }

    sealed class ServerRefusal(HttpStatusCode status, TimeSpan? retryAfter, string body)
        : HttpRequestException($"HTTP {(int)status}: {body.AsSpan(0, Math.Min(body.Length, 300))}", null, status)
    {
        public TimeSpan? RetryAfter { get; } = retryAfter;
    }
}
