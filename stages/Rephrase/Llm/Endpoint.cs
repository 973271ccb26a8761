using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace Curation.Stages.Rephrase.Llm;

/// <summary>One server with what is known of it: how many requests it bears, and whether it is there. Guarded by the pool's lock.</summary>
sealed class Endpoint : IDisposable
{
    readonly HttpClient _http;

    public Endpoint(EndpointOptions options, string model, TimeSpan timeout)
    {
        Options = options;
        Model = options.Model ?? model;
        IsSelfHosted = new Uri(options.Url).Host is var host && !host.EndsWith(".openai.com", StringComparison.OrdinalIgnoreCase) && !host.EndsWith(".azure.com", StringComparison.OrdinalIgnoreCase);
        Key = options.KeyVariable is { } variable ? Environment.GetEnvironmentVariable(variable)! : "none";
        _http = new(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = options.MaxConcurrency,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = TimeSpan.FromSeconds(15),
            // Nothing listens to traces of requests, and they cost part of each.
            ActivityHeadersPropagator = null,
            UseCookies = false,
            AllowAutoRedirect = false,
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        Chat = new ChatClient(Model, new ApiKeyCredential(Key), new OpenAIClientOptions
        {
            Endpoint = new Uri(options.Url),
            NetworkTimeout = timeout,
            RetryPolicy = new ClientRetryPolicy(0),
            Transport = new HttpClientPipelineTransport(_http),
            EnableDistributedTracing = false,
            ClientLoggingOptions = new() { EnableLogging = false },
        }).AsIChatClient();
        Limit = Math.Min(8, options.MaxConcurrency);
    }

    public EndpointOptions Options { get; }

    public string Model { get; }

    public string Key { get; }

    public IChatClient Chat { get; }

    public HttpClient Http => _http;

    /// <summary>Whether it is none of OpenAI's own, which refuse former names of members.</summary>
    public bool IsSelfHosted { get; }

    /// <summary>Whether the server takes JSON Schemas.</summary>
    public bool TakesSchema { get; set; } = true;

    /// <summary>Requests that it may have under way.</summary>
    public double Limit { get; private set; }

    /// <summary>Requests under way.</summary>
    public int Running { get; set; }

    /// <summary>Until when nothing is sent.</summary>
    public long PausedUntil { get; set; }

    /// <summary>Failures to reach it, one after the other.</summary>
    public int Absences { get; set; }

    long CutAt { get; set; }

    bool WasOverloaded { get; set; }

    /// <summary>One request more a success until the server first says that it is too much, then one more a round.</summary>
    public void Succeeded()
    {
        Absences = 0;
        if (Running + 1 >= Limit * 0.7) Limit = Math.Min(Options.MaxConcurrency, Limit + (WasOverloaded ? 1 / Limit : 1));
    }

    /// <summary>Fewer requests; what was under way when it was cut says nothing of the new limit.</summary>
    public void Overloaded(TimeProvider time)
    {
        WasOverloaded = true;
        var now = time.GetTimestamp();
        if (CutAt != 0 && time.GetElapsedTime(CutAt, now) < TimeSpan.FromSeconds(1)) return;
        CutAt = now;
        Limit = Math.Max(1, Math.Min(Limit, Running + 1) * 0.7);
    }

    /// <summary>The server was not reached: begin anew with one request.</summary>
    public void Absent()
    {
        Absences++;
        Limit = 1;
        WasOverloaded = false;
    }

    public void Dispose()
    {
        Chat.Dispose();
        _http.Dispose();
    }
}
