using System.Collections.Immutable;

namespace Curation.Stages.Rephrase.Llm;

/// <summary>How the client asks; none of it decides an answer.</summary>
public sealed record ClientOptions
{
    /// <summary>The servers.</summary>
    public ImmutableArray<EndpointOptions> Endpoints { get; init; } = [];

    /// <summary>Attempts after the first at a request that a server breaks off or fails; what servers throttle does not count.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Deadline of one attempt; with streaming, of the wait for the next piece.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long all servers may stay away before the run stops, to be continued later.</summary>
    public TimeSpan Outage { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a server is waited for at the start.</summary>
    public TimeSpan Startup { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether answers are streamed, so that a server that hangs is seen sooner.</summary>
    public bool Stream { get; init; }
}
